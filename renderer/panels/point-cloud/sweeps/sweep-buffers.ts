import { BufferGeometry, Sphere } from 'three';
import type { NormalOrGLBufferAttributes } from 'three';
import type { PointCloud, PointField } from '../../../decode/point-cloud/point-cloud.ts';
import { classField, instanceField, intensityField } from '../colors/point-fields.ts';
import { GpuColumn, colorLayout, flagLayout, positionLayout, scalarLayout } from './gpu-column.ts';

/** A field without its values, which are on the GPU. */
export type FieldHead = Pick<PointField, 'name' | 'offset'>;

/** What is on the GPU of a cloud, for whoever no longer has the cloud. */
export interface UploadedCloud {
  readonly pointCount: number;
  readonly origin: PointCloud['origin'];
  readonly viewpoint: PointCloud['viewpoint'];
  readonly fields: readonly FieldHead[];
  readonly intensity: FieldHead | undefined;
  readonly category: FieldHead | undefined;
  readonly instance: FieldHead | undefined;
  readonly hasColors: boolean;
}

/** A point's values as the file has them. */
export interface PointValues {
  /** Relative to the cloud's origin. */
  readonly position: readonly [number, number, number];
  readonly fields: readonly { readonly name: string; readonly value: number }[];
  /** Red, green, blue and alpha, 0 to 255. */
  readonly color: readonly [number, number, number, number] | null;
}

const nothing: UploadedCloud = { pointCount: 0, origin: [0, 0, 0], viewpoint: null, fields: [], intensity: undefined, category: undefined, instance: undefined, hasColors: false };

/**
 * The GPU's copy of one sweep. All attributes are uploaded with the frame, each into a column of its own; those that the
 * shader reads are bound under its names for them. So another field to colour by is another binding and no upload, and a
 * file may have more fields than a program may have attributes (16).
 */
export class SweepBuffers {
  readonly geometry = new BufferGeometry<NormalOrGLBufferAttributes>();
  readonly #gl: WebGL2RenderingContext;
  readonly #positions: GpuColumn;
  readonly #fields = new Map<string, GpuColumn>();
  #colors: GpuColumn | null = null;
  #flags: GpuColumn | null = null;
  #changed: Uint8Array | null = null;
  #uploaded = nothing;
  #valueField: string | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#positions = new GpuColumn(gl, positionLayout);
    this.geometry.setAttribute('position', this.#positions.attribute);
    this.geometry.setDrawRange(0, 0);
    // three would measure it from an array that is not there.
    this.geometry.boundingSphere = new Sphere();
  }

  get uploaded(): UploadedCloud {
    return this.#uploaded;
  }

  get byteLength(): number {
    return [this.#positions, this.#colors, this.#flags, ...this.#fields.values()].reduce((sum, column) => sum + (column?.byteLength ?? 0), 0);
  }

  /** What is coloured by. */
  get valueField(): string | null {
    return this.#valueField;
  }

  /** Uploads a cloud in the place of the one before. */
  fill(cloud: PointCloud): void {
    this.#upload(cloud);
    this.#uploaded = {
      pointCount: cloud.pointCount,
      origin: cloud.origin,
      viewpoint: cloud.viewpoint,
      fields: cloud.fields.map(({ name, offset }) => ({ name, offset })),
      intensity: headOf(intensityField(cloud)),
      category: headOf(classField(cloud)),
      instance: headOf(instanceField(cloud)),
      hasColors: cloud.colors !== null,
    };
    this.setChanged(null);
    this.#bindAll();
  }

  /** Takes over what another context holds of a cloud of which nothing else is left: waits for that GPU. */
  copyFrom(source: SweepBuffers): void {
    const { pointCount, fields, hasColors } = source.#uploaded;
    this.#upload({
      positions: source.readPositions(),
      fields: fields.map(({ name }) => ({ name, values: source.#fields.get(name)?.read(0, new Float32Array(pointCount)) ?? new Float32Array(pointCount) })),
      colors: hasColors ? (source.#colors?.read(0, new Uint8Array(4 * pointCount)) ?? null) : null,
    });
    this.#uploaded = source.#uploaded;
    this.setChanged(null);
    this.#bindAll();
  }

  /** Makes a field the one that is coloured by; null: none is. */
  bindValue(fieldName: string | null): void {
    if (this.#valueField === fieldName) return;
    this.#valueField = fieldName;
    this.#bind('value', this.#columnOf(fieldName));
  }

  /** What `setChanged` was given last. */
  get changed(): Uint8Array | null {
    return this.#changed;
  }

  /** Marks points of a comparison, one byte a point, not 0 where it is marked; null: there is none. */
  setChanged(flags: Uint8Array | null): void {
    this.#changed = flags;
    if (flags !== null) {
      this.#flags ??= new GpuColumn(this.#gl, flagLayout);
      this.#flags.upload(flags);
    }
    this.#bind('changed', flags === null ? null : this.#flags);
  }

  /** Draws only so many of the first points. */
  setDrawCount(count: number): void {
    this.geometry.setDrawRange(0, count);
  }

  /** What the GPU holds of one point. */
  readPoint(index: number): PointValues {
    const [x = 0, y = 0, z = 0] = this.#positions.read(index, new Float32Array(3));
    const fields = this.#uploaded.fields.map(({ name, offset }) => ({ name, value: (this.#fields.get(name)?.read(index, new Float32Array(1))[0] ?? Number.NaN) + offset }));
    if (!this.#uploaded.hasColors || this.#colors === null) return { position: [x, y, z], fields, color: null };
    const [red = 0, green = 0, blue = 0, alpha = 0] = this.#colors.read(index, new Uint8Array(4));
    return { position: [x, y, z], fields, color: [red, green, blue, alpha] };
  }

  readPositions(): Float32Array<ArrayBuffer> {
    return this.#positions.read(0, new Float32Array(3 * this.#uploaded.pointCount));
  }

  dispose(): void {
    this.geometry.dispose();
    for (const column of [this.#positions, this.#colors, this.#flags, ...this.#fields.values()]) column?.dispose();
  }

  #upload({ positions, fields, colors }: Pick<PointCloud, 'positions' | 'colors'> & { readonly fields: readonly Pick<PointField, 'name' | 'values'>[] }): void {
    this.#positions.upload(positions);
    for (const [name, column] of this.#fields) {
      if (fields.some((field) => field.name === name)) continue;
      column.dispose();
      this.#fields.delete(name);
    }
    for (const { name, values } of fields) {
      const column = this.#fields.get(name) ?? new GpuColumn(this.#gl, scalarLayout);
      this.#fields.set(name, column);
      column.upload(values);
    }
    if (colors !== null) {
      this.#colors ??= new GpuColumn(this.#gl, colorLayout);
      this.#colors.upload(colors);
    }
  }

  #bindAll(): void {
    const { intensity, category, instance, hasColors } = this.#uploaded;
    this.#bind('intensity', this.#columnOf(intensity?.name ?? null));
    this.#bind('category', this.#columnOf(category?.name ?? null));
    this.#bind('instance', this.#columnOf(instance?.name ?? null));
    this.#bind('rgba', hasColors ? this.#colors : null);
    this.#bind('value', this.#columnOf(this.#valueField));
  }

  #columnOf(name: string | null): GpuColumn | null {
    return name === null ? null : (this.#fields.get(name) ?? null);
  }

  #bind(name: string, column: GpuColumn | null): void {
    if (column === null) this.geometry.deleteAttribute(name);
    else this.geometry.setAttribute(name, column.attribute);
  }
}

function headOf(field: PointField | undefined): FieldHead | undefined {
  return field === undefined ? undefined : { name: field.name, offset: field.offset };
}
