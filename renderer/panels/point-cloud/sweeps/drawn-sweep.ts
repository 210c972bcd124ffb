import { Points } from 'three';
import type { Vector2, Vector3 } from 'three';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';
import { rainbowHue } from '../colors/color-bands.ts';
import type { Coloring } from '../colors/point-coloring.ts';
import { colorModeNumbers } from '../shaders/color-glsl.ts';
import type { ShaderColorMode } from '../shaders/color-glsl.ts';
import type { PointMaterials, SweepMaterials } from '../shaders/point-materials.ts';
import { unlimited } from '../shaders/point-uniforms.ts';
import type { PaintedSweep } from './painted-sweep.ts';
import type { PlacedSweep, ScenePlace } from './place-sweep.ts';
import { SweepBuffers } from './sweep-buffers.ts';
import type { FieldHead, PointValues } from './sweep-buffers.ts';

/** A sweep's part in a picture. */
export interface SweepRole {
  /** Place on the colour map where sweeps are coloured by age: 1 for the present one, 0 for the oldest. */
  readonly age: number;
  /** sRGB, 0 to 1: of the points that only this one has, in a comparison. */
  readonly changedColor: readonly [number, number, number];
  readonly hidesUnchanged: boolean;
}

/** One sweep on the GPU: its buffers, its place, and its part of the uniforms. Recycled for one sweep after the other. */
export class DrawnSweep {
  readonly object: Points<SweepBuffers['geometry']>;
  /** Draws the numbers of the same points, from the same buffers. */
  readonly pickObject: Points<SweepBuffers['geometry']>;
  readonly buffers: SweepBuffers;
  readonly #materials: SweepMaterials;
  readonly #owner: PointMaterials;
  #key = '';
  #version = 0;

  constructor(gl: WebGL2RenderingContext, owner: PointMaterials) {
    this.#owner = owner;
    this.#materials = owner.make();
    this.buffers = new SweepBuffers(gl);
    this.object = new Points(this.buffers.geometry, this.#materials.draw);
    this.pickObject = new Points(this.buffers.geometry, this.#materials.pick);
    for (const object of [this.object, this.pickObject]) {
      // The bounds of what the buffers hold are not known.
      object.frustumCulled = false;
      object.matrixAutoUpdate = false;
    }
  }

  /** How it is drawn; `cloud` is what it was filled with, if that is still there. */
  painted(cloud: PointCloud | null): PaintedSweep {
    return { buffers: this.buffers, version: this.#version, cloud, sceneFromPositions: this.object.matrix, uniforms: this.#materials.draw.uniforms };
  }

  get key(): string {
    return this.#key;
  }

  /** Counts the sweeps that it has held. */
  get version(): number {
    return this.#version;
  }

  get pointCount(): number {
    return this.buffers.uploaded.pointCount;
  }

  /** Where its sensor was, in the terms of the positions. */
  get sensor(): Vector3 {
    return this.#materials.uniforms.sensor.value;
  }

  /** Of the points that are drawn. */
  get drawCount(): number {
    return this.buffers.geometry.drawRange.count;
  }

  fill(placed: PlacedSweep): void {
    this.#key = placed.sweep.key;
    this.#version += 1;
    this.buffers.fill(placed.sweep.cloud);
    this.#materials.uniforms.frameHue.value = rainbowHue(placed.sweep.frameNumber ?? 0);
    this.place(placed);
  }

  place({ sceneFromPositions, sensor }: ScenePlace): void {
    for (const object of [this.object, this.pickObject]) {
      object.matrix.copy(sceneFromPositions);
      object.matrixWorldNeedsUpdate = true;
    }
    this.#materials.uniforms.sensor.value.copy(sensor);
  }

  /** Says how it is coloured; what it has no attribute for, it shows in the neutral colour. */
  paint(coloring: Coloring, sceneZ: number, role: SweepRole): void {
    const { uniforms } = this.#materials;
    const { intensity, category, instance } = this.buffers.uploaded;
    const { scalar } = coloring.choice;
    uniforms.colorMode.value = colorModeNumbers[this.#canShow(coloring.mode, scalar?.by === 'field' ? scalar.name : null) ? coloring.mode : 'neutral'];
    const valueField = coloring.mode === 'field' && scalar?.by === 'field' ? scalar.name : null;
    this.buffers.bindValue(valueField);
    setRange(uniforms.valueRange.value, coloring.range, scalar?.by === 'height' ? sceneZ : this.#offsetOf(valueField));
    setRange(uniforms.intensityRange.value, coloring.intensityRange, intensity?.offset ?? 0);
    uniforms.hasIntensity.value = intensity !== undefined;
    uniforms.hasCategory.value = category !== undefined;
    uniforms.categoryOffset.value = category?.offset ?? 0;
    uniforms.instanceOffset.value = instance?.offset ?? 0;
    uniforms.age.value = role.age;
    uniforms.changedColor.value.fromArray(role.changedColor);
    uniforms.hidesUnchanged.value = role.hidesUnchanged;
  }

  filterIntensity(range: ValueRange | null): void {
    const { uniforms } = this.#materials;
    if (range === null) uniforms.intensityFilter.value.set(-unlimited, unlimited);
    else setRange(uniforms.intensityFilter.value, range, this.buffers.uploaded.intensity?.offset ?? 0);
  }

  /** The number that its first point is picked by. */
  set firstId(id: number) {
    this.#materials.uniforms.firstId.value = id;
  }

  readPoint(index: number): PointValues {
    return this.buffers.readPoint(index);
  }

  dispose(): void {
    this.buffers.dispose();
    this.#owner.release(this.#materials);
  }

  #canShow(mode: ShaderColorMode, fieldName: string | null): boolean {
    const { intensity, category, instance, hasColors, fields } = this.buffers.uploaded;
    if (mode === 'intensity') return intensity !== undefined;
    if (mode === 'label') return category !== undefined;
    if (mode === 'panoptic') return instance !== undefined;
    if (mode === 'rgb') return hasColors;
    return mode !== 'field' || fields.some(({ name }) => name === fieldName);
  }

  #offsetOf(fieldName: string | null): number {
    return this.buffers.uploaded.fields.find(({ name }: FieldHead) => name === fieldName)?.offset ?? 0;
  }
}

function setRange(into: Vector2, { min, max }: ValueRange, zero: number): void {
  into.set(min - zero, max - zero);
}
