import type { ColorMode } from '../../../preload/contract/point-cloud-settings.ts';

/** Whether a mode goes through the chosen colour map; the others have colours of their own. */
export function drawnInColormap(mode: ColorMode): boolean {
  return mode === 'height' || mode === 'range' || mode === 'field';
}
