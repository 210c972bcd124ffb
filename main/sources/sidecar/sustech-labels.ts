import { maxCuboids, readCuboids } from '../cuboids/frame-cuboids.ts';
import { fieldOf } from '../wire-values.ts';
import { describeLabels } from './describe-labels.ts';
import { stemOf, unusable, type Recogniser } from './sidecar.ts';

/**
 * SUSTechPOINTS' `label/FRAME.json`: an array of `{psr: {position, scale, rotation}, obj_type, obj_id}` in the LiDAR's
 * frame, metres and radians; the rotation's three angles turn in the order x, y, z (see `fromXyzOrder`). An empty array
 * says that the frame has no objects.
 */
export const recogniseSustechLabels: Recogniser = ({ path }, json) => {
  if (!Array.isArray(json)) return null;
  if (json.length > 0 && !json.some((entry) => fieldOf(entry, 'psr') !== undefined)) return null;
  const cuboids = readCuboids(json);
  if (json.length > 0 && cuboids.length === 0) return unusable('None of its objects has a position and a size.');
  const labels = [{ frame: stemOf(path), mayBeIndex: false, cuboids }];
  const leftOut = Math.min(json.length, maxCuboids) - cuboids.length;
  return { state: 'recognised', content: { what: describeLabels(labels, leftOut), cameras: [], labels } };
};
