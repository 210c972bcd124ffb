import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import type { Pose } from '../../../preload/contract/model.ts';
import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { cuboidPose } from '../../geometry/cuboid.ts';
import { composePoses, invertPose, matrixOf } from '../../geometry/rigid-transform.ts';
import { classColor } from '../point-cloud/colors/golden-colors.ts';
import { classField } from '../point-cloud/colors/point-fields.ts';
import type { Rgb } from '../point-cloud/colors/rgb.ts';

/** Few are enough to say what a box holds. */
const looksPerName = 8;

/**
 * The colours of cuboids' classes: those that points of the class have in `label` mode. Files number their classes and
 * cuboids name them, and nothing says which is which but the points inside the boxes, which are asked; where they carry
 * no classes, a name's letters decide, so that it has the same colour everywhere.
 */
export class ClassColors {
  readonly #idOf = new Map<string, number>();
  readonly #looks = new Map<string, number>();

  colorOf(label: string): Rgb {
    return classColor(this.#idOf.get(label) ?? numberOf(label));
  }

  /** Learns from one sweep the numbers of classes that are not known yet. */
  look(cuboids: readonly Cuboid[], cloud: PointCloud): void {
    const field = classField(cloud);
    if (field === undefined) return;
    for (const cuboid of cuboids) {
      const looks = this.#looks.get(cuboid.label) ?? 0;
      if (this.#idOf.has(cuboid.label) || looks >= looksPerName) continue;
      this.#looks.set(cuboid.label, looks + 1);
      const id = commonestInside(cuboid, cloud, (index) => Math.round(field.values[index] ?? Number.NaN) + field.offset);
      if (id !== null) this.#idOf.set(cuboid.label, id);
    }
  }
}

/** A name that is a number is its own; any other gets one by FNV-1a (Fowler, Noll, Vo). */
function numberOf(label: string): number {
  if (/^\d{1,9}$/.test(label)) return Number(label);
  let hash = 0x81_1c_9d_c5;
  for (const letter of label.toLowerCase()) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93);
  return hash >>> 0;
}

/** The number that most points in a box have; null for an empty box. */
function commonestInside(cuboid: Cuboid, { positions, origin, pointCount }: PointCloud, idOf: (index: number) => number): number | null {
  const pointsFromPositions: Pose = { translation: [...origin], rotation: [0, 0, 0, 1] };
  const [m00, m01, m02, m03, m10, m11, m12, m13, m20, m21, m22, m23] = matrixOf(composePoses(invertPose(cuboidPose(cuboid)), pointsFromPositions));
  const [length, width, height] = cuboid.dimensions;
  const counts = new Map<number, number>();
  for (let index = 0; index < pointCount; index++) {
    const [x = 0, y = 0, z = 0] = [positions[3 * index], positions[3 * index + 1], positions[3 * index + 2]];
    if (Math.abs(m00 * x + m01 * y + m02 * z + m03) > length / 2 || Math.abs(m10 * x + m11 * y + m12 * z + m13) > width / 2) continue;
    if (Math.abs(m20 * x + m21 * y + m22 * z + m23) > height / 2) continue;
    const id = idOf(index);
    if (Number.isFinite(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  let best: { id: number; count: number } | null = null;
  for (const [id, count] of counts) if (best === null || count > best.count) best = { id, count };
  return best?.id ?? null;
}
