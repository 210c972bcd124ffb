import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { PointCloudStyle } from '../point-cloud-style.ts';
import type { ShaderColorMode } from '../shaders/color-glsl.ts';
import type { ColorScalar } from './mode-values.ts';
import { classField, instanceField, intensityField, scalarField, unitOf } from './point-fields.ts';
import type { Unit } from './point-fields.ts';

/** How one cloud is to be coloured, before any range is known. */
export interface ColorChoice {
  readonly mode: ShaderColorMode;
  readonly title: string;
  /** What a range, a ramp and a histogram are of; null for modes that go by no number. */
  readonly scalar: ColorScalar | null;
  readonly unit: Unit;
  /** Why the cloud cannot be coloured as the style says, in a sentence; `mode` is neutral then. */
  readonly missing: string | null;
}

const titles = {
  neutral: 'One colour',
  intensity: 'Intensity',
  rainbow: 'Frame and intensity',
  label: 'Class',
  panoptic: 'Class and object',
  image: 'Camera colours',
  height: 'Height',
  range: 'Distance from the sensor',
  field: 'Field',
  rgb: 'Colour of the file',
} as const;

/** What the style's mode comes to for this cloud. `hasImageColors`: there are cameras to colour by. */
export function chooseColors(cloud: PointCloud, style: Pick<PointCloudStyle, 'colorMode' | 'fieldName'>, hasImageColors: boolean): ColorChoice {
  const { colorMode } = style;
  const plain = { mode: colorMode, title: titles[colorMode], scalar: null, unit: null, missing: null } as const;
  const missing = (reason: string): ColorChoice => ({ ...plain, mode: 'neutral', missing: reason });
  const intensity = intensityField(cloud);
  const byIntensity = intensity === undefined ? null : ({ by: 'field', name: intensity.name } as const);
  switch (colorMode) {
    case 'neutral':
      return plain;
    case 'intensity':
      return byIntensity === null ? missing('No intensity in this cloud') : { ...plain, scalar: byIntensity };
    case 'rainbow':
      return { ...plain, scalar: byIntensity };
    case 'label':
      return classField(cloud) === undefined ? missing('No classes in this cloud') : plain;
    case 'panoptic':
      return instanceField(cloud) === undefined ? missing('No objects in this cloud') : plain;
    case 'image':
      return hasImageColors ? plain : missing('No calibrated camera');
    case 'height':
      return { ...plain, scalar: { by: 'height' }, unit: 'm' };
    case 'range':
      return { ...plain, scalar: { by: 'range' }, unit: 'm' };
    case 'field': {
      const field = scalarField(cloud, style.fieldName);
      if (field === undefined) return missing('No fields in this cloud');
      return { ...plain, title: field.name, scalar: { by: 'field', name: field.name }, unit: unitOf(field) };
    }
    case 'rgb':
      return cloud.colors === null ? missing('No colours in this cloud') : plain;
  }
}

/** Under which the person's own range for it is kept; Avala's bands of intensity have another than the plain field. */
export function rangeKeyOf({ mode, scalar }: Pick<ColorChoice, 'mode' | 'scalar'>): string | null {
  if (scalar === null) return null;
  if (mode === 'intensity' || mode === 'rainbow') return 'intensity';
  return scalar.by === 'field' ? `field ${scalar.name}` : scalar.by;
}
