import { viewPresets, type ViewPreset } from '../../viewing/scene-camera.ts';

const labels: Readonly<Record<ViewPreset, string>> = {
  orbit: 'From behind',
  'first-person': 'First person',
  'birds-eye': 'Bird’s eye',
  front: 'Front',
  left: 'Left',
  isometric: 'Isometric',
};

/** The usual sides to look from, each with the digit that is its key. */
export const presetChoices: readonly { readonly preset: ViewPreset; readonly label: string; readonly key: string }[] = viewPresets.map((preset, index) => ({
  preset,
  label: labels[preset],
  key: String(index + 1),
}));
