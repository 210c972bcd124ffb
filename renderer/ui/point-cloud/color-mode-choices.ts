import type { ColorMode } from '../../../preload/contract/point-cloud-settings.ts';

/** The modes in the order of the menu: what a sweep always has, then what its fields say, then Avala's own. */
export const colorModeChoices: readonly { readonly value: ColorMode; readonly label: string }[] = [
  { value: 'height', label: 'Height' },
  { value: 'range', label: 'Range' },
  { value: 'intensity', label: 'Intensity' },
  { value: 'field', label: 'Field' },
  { value: 'rgb', label: 'File colours' },
  { value: 'image', label: 'Camera colours' },
  { value: 'label', label: 'Label' },
  { value: 'panoptic', label: 'Panoptic' },
  { value: 'rainbow', label: 'Rainbow' },
  { value: 'neutral', label: 'Neutral' },
];

/** Whether a mode goes through the chosen colour map; the others have colours of their own. */
export function drawnInColormap(mode: ColorMode): boolean {
  return mode === 'height' || mode === 'range' || mode === 'field';
}
