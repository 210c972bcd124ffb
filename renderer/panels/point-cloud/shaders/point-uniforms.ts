import { ClampToEdgeWrapping, DataTexture, LinearFilter, Matrix4, NearestFilter, RedFormat, Vector2, Vector3 } from 'three';
import type { IUniform } from 'three';
import { rampPixels } from '../colormap.ts';
import type { Ramp } from '../colormap.ts';
import { colorModeNumbers } from './color-glsl.ts';

export const rampLength = 256;
/** Of the table of hidden classes: ids up to 65,535. */
export const classTableSide = 256;

/** Wider than any value, so that a filter that is off lets everything pass. */
export const unlimited = 3.4e38;

/** Uniforms that all sweeps of a view have in common; one object, so that a change is one assignment. */
export interface SharedUniforms extends Record<string, IUniform> {
  readonly neutral: IUniform<Vector3>;
  readonly colormap: IUniform<DataTexture>;
  readonly unchangedColor: IUniform<Vector3>;
  /** In pixels of the drawing buffer. */
  readonly sizePx: IUniform<number>;
  /** 0: points are `sizePx` large. */
  readonly sizeM: IUniform<number>;
  readonly viewportHeightPx: IUniform<number>;
  readonly isRound: IUniform<boolean>;
  /** In scene coordinates. */
  readonly heightFilter: IUniform<Vector2>;
  readonly rangeFilter: IUniform<Vector2>;
  readonly isCropped: IUniform<boolean>;
  /** To the box's own coordinates, from −0.5 to 0.5. */
  readonly cropFromScene: IUniform<Matrix4>;
  readonly hasHiddenClasses: IUniform<boolean>;
  readonly hiddenClasses: IUniform<DataTexture>;
}

/** Uniforms of one sweep; ranges with the offsets of its fields taken off. */
export interface SweepUniforms extends Record<string, IUniform> {
  readonly colorMode: IUniform<number>;
  readonly valueRange: IUniform<Vector2>;
  readonly intensityRange: IUniform<Vector2>;
  readonly intensityFilter: IUniform<Vector2>;
  readonly frameHue: IUniform<number>;
  /** Place on the colour map, 0 to 1. */
  readonly age: IUniform<number>;
  readonly changedColor: IUniform<Vector3>;
  readonly hidesUnchanged: IUniform<boolean>;
  readonly hasIntensity: IUniform<boolean>;
  readonly hasCategory: IUniform<boolean>;
  readonly categoryOffset: IUniform<number>;
  readonly instanceOffset: IUniform<number>;
  /** In the terms of the positions. */
  readonly sensor: IUniform<Vector3>;
  /** Of its first point, while points are picked. */
  readonly firstId: IUniform<number>;
}

export function createSharedUniforms(): SharedUniforms {
  return {
    neutral: { value: new Vector3(1, 1, 1) },
    colormap: { value: rampTexture() },
    unchangedColor: { value: new Vector3() },
    sizePx: { value: 2 },
    sizeM: { value: 0 },
    viewportHeightPx: { value: 1 },
    isRound: { value: true },
    heightFilter: { value: new Vector2(-unlimited, unlimited) },
    rangeFilter: { value: new Vector2(-unlimited, unlimited) },
    isCropped: { value: false },
    cropFromScene: { value: new Matrix4() },
    hasHiddenClasses: { value: false },
    hiddenClasses: { value: classTable() },
  };
}

export function createSweepUniforms(): SweepUniforms {
  return {
    colorMode: { value: colorModeNumbers.neutral },
    valueRange: { value: new Vector2(0, 1) },
    intensityRange: { value: new Vector2(0, 255) },
    intensityFilter: { value: new Vector2(-unlimited, unlimited) },
    frameHue: { value: 0 },
    age: { value: 0 },
    changedColor: { value: new Vector3() },
    hidesUnchanged: { value: false },
    hasIntensity: { value: false },
    hasCategory: { value: false },
    categoryOffset: { value: 0 },
    instanceOffset: { value: 0 },
    sensor: { value: new Vector3() },
    firstId: { value: 1 },
  };
}

function rampTexture(): DataTexture {
  const texture = new DataTexture(new Uint8Array(4 * rampLength), rampLength, 1);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  return texture;
}

/** Draws values in another ramp from now on. */
export function setRamp(texture: DataTexture, ramp: Ramp): void {
  texture.image.data = rampPixels(ramp, rampLength);
  texture.needsUpdate = true;
}

function classTable(): DataTexture {
  const table = new DataTexture(new Uint8Array(classTableSide ** 2), classTableSide, classTableSide, RedFormat);
  table.minFilter = NearestFilter;
  table.magFilter = NearestFilter;
  table.needsUpdate = true;
  return table;
}

/** Hides exactly these classes. */
export function setHiddenClasses(table: DataTexture, ids: ReadonlySet<number>): void {
  const isHidden = new Uint8Array(classTableSide ** 2);
  for (const id of ids) isHidden[id] = 255;
  table.image.data = isHidden;
  table.needsUpdate = true;
}
