import type { Pose } from '../../../preload/contract/model.ts';
import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { maxCuboids } from '../cuboids/frame-cuboids.ts';
import { composePoses, invertPose, rowsOf, yawPitchRoll } from '../geometry/rigid-transform.ts';
import { describeLabels } from '../sidecar/describe-labels.ts';
import { readNuscenesPose } from '../sidecar/nuscenes-pose.ts';
import { readNumbers } from '../sidecar/numbers.ts';
import { stemOf, type SidecarContent, type SidecarLabels } from '../sidecar/sidecar.ts';
import { fieldOf, firstText, toText } from '../wire-values.ts';
import { tokenOf, type NuscenesTable } from './nuscenes-rows.ts';

/** The tables that annotations are in; each is needed for them. */
export interface AnnotationTables {
  readonly annotations: NuscenesTable;
  readonly instances: ReadonlyMap<string, unknown>;
  readonly categories: ReadonlyMap<string, unknown>;
}

/** A sweep of the LiDAR that annotations may be of. */
export interface AnnotatedSweep {
  readonly path: string;
  /** Its row of `sample_data`. */
  readonly row: unknown;
  readonly worldFromLidar: Pose;
}

/**
 * The boxes of nuScenes' `sample_annotation` as labels of sweeps (docs/schema_nuscenes.md of its development kit): in the
 * world, with the size as width, length, height and the quaternion as w, x, y, z. They are of a sample, which is a key
 * frame: sweeps in between, whose rows name the nearest sample too, have none. Null where no sweep has any.
 */
export function readAnnotations({ annotations, instances, categories }: AnnotationTables, sweeps: readonly AnnotatedSweep[]): SidecarContent | null {
  const sweepOf = new Map(sweeps.filter(({ row }) => fieldOf(row, 'is_key_frame') === true).map((sweep) => [tokenOf(sweep.row, 'sample_token'), sweep]));
  const cuboidsOf = new Map<AnnotatedSweep, Cuboid[]>();
  let leftOutCount = 0;
  for (const row of annotations) {
    const sweep = sweepOf.get(tokenOf(row, 'sample_token'));
    if (sweep === undefined) continue;
    const cuboids = cuboidsOf.get(sweep) ?? [];
    cuboidsOf.set(sweep, cuboids);
    const instanceToken = tokenOf(row, 'instance_token');
    const category = categories.get(tokenOf(instances.get(instanceToken), 'category_token'));
    // Older exports write the category's name into the row itself.
    const label = firstText(fieldOf(category, 'name'), fieldOf(row, 'category_name')) ?? 'unknown';
    const cuboid = toCuboid(row, sweep.worldFromLidar, label.slice(0, 100), instanceToken.slice(0, 100));
    if (cuboid === null || cuboids.length >= maxCuboids) leftOutCount += 1;
    else cuboids.push(cuboid);
  }
  const labels = [...cuboidsOf].map(([{ path }, cuboids]): SidecarLabels => ({ frame: stemOf(path), mayBeIndex: false, cuboids }));
  return labels.length === 0 ? null : { what: describeLabels(labels, leftOutCount), cameras: [], labels };
}

function toCuboid(row: unknown, worldFromLidar: Pose, label: string, instanceToken: string): Cuboid | null {
  const worldFromBox = readNuscenesPose(row);
  const [width = -1, length = -1, height = -1] = readNumbers(fieldOf(row, 'size'), 3) ?? [];
  if (worldFromBox === null || Math.min(width, length, height) < 0) return null;
  const { translation, rotation } = composePoses(invertPose(worldFromLidar), worldFromBox);
  return { objectId: toText(instanceToken), label, center: translation, dimensions: [length, width, height], rotation: yawPitchRoll(rowsOf(rotation)) };
}
