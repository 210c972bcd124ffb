import { layerChoices as layers } from '../../../preload/contract/view-choices.ts';

/** What can be drawn besides points; nothing of cameras where there are none. */
export function layerChoices(hasCameras: boolean): { key: (typeof layers)[number]['value']; label: string }[] {
  return layers.filter(({ value }) => hasCameras || value !== 'showFrusta').map(({ value, label }) => ({ key: value, label }));
}
