import { emptySample, sampleSurface } from '../render/surface-sample.ts';
import type { Moment, Pose } from '../scene/drive.ts';
import { hash } from '../scene/random.ts';
import { shadeRoad } from '../scene/road.ts';
import { worldFromLidar } from '../scene/sensors.ts';
import type { Solid } from '../scene/solid.ts';
import { dot, length, rotate, subtract } from '../scene/vector.ts';
import type { Vector } from '../scene/vector.ts';
import { columnCount, elevations, maxRange } from './beams.ts';
import { castRay } from './cast.ts';
import type { Candidate } from './cast.ts';

/** One LiDAR return. */
export interface LidarReturn {
  /** World coordinates in metres. */
  readonly position: Vector;
  /** 0 to 255: the material's reflectivity, less at a slant. */
  readonly intensity: number;
  /** See `semanticLabels`. */
  readonly label: number;
  /** The cuboid's object, 0 for the surroundings. */
  readonly objectId: number;
}

/** Range noise reaches this far either way, in metres. */
export const rangeNoise = 0.008;

/** Half a column either way, generously. */
const columnMargin = 0.01;

/** One turn of the LiDAR, taken at a single moment: no motion within the sweep. */
export function sweepOf(moment: Moment): LidarReturn[] {
  const pose = worldFromLidar(moment.ego);
  const origin = pose.translation;
  const columns = candidatesByColumn(moment.solids, pose);
  const sample = emptySample();
  const returns: LidarReturn[] = [];
  for (const [column, candidates] of columns.entries()) {
    const azimuth = (column / columnCount) * 2 * Math.PI;
    const level = rotate(pose.rotation, [Math.cos(azimuth), Math.sin(azimuth), 0]);
    const up = pose.rotation.z;
    for (const [beam, elevation] of elevations.entries()) {
      const flat = Math.cos(elevation);
      const steep = Math.sin(elevation);
      const direction: Vector = [flat * level[0] + steep * up[0], flat * level[1] + steep * up[1], flat * level[2] + steep * up[2]];
      const toGround = direction[2] < 0 ? -origin[2] / direction[2] : Infinity;
      const reach = Math.min(maxRange, toGround);
      const hit = castRay(candidates, origin, direction, reach);
      if (hit === null && toGround > maxRange) continue;
      const ray = moment.frame * columnCount * elevations.length + column * elevations.length + beam;
      const distance = (hit?.distance ?? toGround) + (hash(ray, 1) + hash(ray, 2) - 1) * rangeNoise;
      const at = (axis: 0 | 1 | 2) => origin[axis] + direction[axis] * distance;
      sample.x = at(0);
      sample.y = at(1);
      sample.z = at(2);
      if (hit === null) shadeRoad(sample);
      else sampleSurface(sample, hit.surface);
      // Glass lets most of the light through, and now and then a return is lost on anything.
      if (hash(ray, 3) < (sample.reflectivity < 8 ? 0.55 : 0.004)) continue;
      const facing = hit === null ? -direction[2] : facingOf(hit.surface, direction);
      returns.push({
        position: [sample.x, sample.y, sample.z],
        intensity: Math.min(255, Math.round(sample.reflectivity * (0.4 + 0.6 * Math.sqrt(facing)) * (0.9 + 0.2 * hash(ray, 4)))),
        label: sample.label,
        objectId: hit?.surface.objectId ?? 0,
      });
    }
  }
  return returns;
}

function facingOf(surface: NonNullable<ReturnType<typeof castRay>>['surface'], direction: Vector): number {
  if (surface.kind === 'spheroid') return 0.7;
  const { normal } = surface;
  return Math.abs(normal[0] * direction[0] + normal[1] * direction[1] + normal[2] * direction[2]);
}

/** For each azimuth the solids that its rays can meet, nearest first, so that a ray is tested against few of a thousand. */
function candidatesByColumn(solids: readonly Solid[], { translation, rotation }: Pose): Candidate[][] {
  const columns = Array.from({ length: columnCount }, (): Candidate[] => []);
  const candidates = solids
    .map((solid) => ({ solid, from: Math.max(0, length(subtract(solid.center, translation)) - solid.boundingRadius) }))
    .filter(({ from }) => from < maxRange)
    .toSorted((a, b) => a.from - b.from);
  for (const candidate of candidates) {
    const { center, boundingRadius } = candidate.solid;
    const offset = subtract(center, translation);
    const dx = dot(rotation.x, offset);
    const dy = dot(rotation.y, offset);
    const away = Math.hypot(dx, dy);
    const half = away <= boundingRadius ? Math.PI : Math.asin(boundingRadius / away) + columnMargin;
    const middle = Math.atan2(dy, dx);
    const first = Math.floor(((middle - half) / (2 * Math.PI)) * columnCount);
    const last = Math.ceil(((middle + half) / (2 * Math.PI)) * columnCount);
    for (let column = first; column <= Math.min(last, first + columnCount - 1); column += 1) {
      columns[((column % columnCount) + columnCount) % columnCount]?.push(candidate);
    }
  }
  return columns;
}
