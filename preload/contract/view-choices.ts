/** A choice as people read it. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

// What pictures, points and playback can be set to, in the order in which it is offered: in the page, and in the native menus.

/** What a sweep always has, then what its fields say, then Avala's own. */
export const colorModeChoices = [
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
] as const satisfies readonly Choice<string>[];

/** The usual sides to look from; the key of each is its number, from 1. */
export const presetChoices = [
  { value: 'orbit', label: 'From behind' },
  { value: 'first-person', label: 'First person' },
  { value: 'birds-eye', label: 'Bird’s eye' },
  { value: 'front', label: 'Front' },
  { value: 'left', label: 'Left' },
  { value: 'isometric', label: 'Isometric' },
] as const satisfies readonly Choice<string>[];

/** What dragging in a 3D view does. */
export const navigationChoices = [
  { value: 'orbit', label: 'Orbit' },
  { value: 'look', label: 'Fly' },
] as const satisfies readonly Choice<string>[];

export const measureChoices = [
  { value: 'distance', label: 'Distance' },
  { value: 'height', label: 'Height' },
  { value: 'angle', label: 'Angle' },
] as const satisfies readonly Choice<string>[];

/** What is drawn besides points, by its setting. */
export const layerChoices = [
  { value: 'showGrid', label: 'Grid' },
  { value: 'showAxes', label: 'Axes' },
  { value: 'showRangeRings', label: 'Range rings' },
  { value: 'showCuboids', label: 'Cuboids' },
  { value: 'showFrusta', label: 'Frusta' },
] as const satisfies readonly Choice<string>[];

export const compareModeChoices = [
  { value: 'wipe', label: 'Wipe' },
  { value: 'difference', label: 'Difference' },
  { value: 'blend', label: 'Blend' },
  { value: 'flip', label: 'Flip' },
] as const satisfies readonly Choice<string>[];

export const loopChoices = [
  { value: 'off', label: 'Off' },
  { value: 'all', label: 'Whole sequence' },
  { value: 'in-out', label: 'In to out' },
] as const satisfies readonly Choice<string>[];

/** Speeds that are offered, as parts of real time. */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 4, 8] as const;
