import { projectPoint, type CameraModel, type ImagePoint } from './camera-model.ts';
import type { Vector } from './rigid-transform.ts';

/** Metres before a camera: nearer, what is drawn of a line would leave the image anyway. */
const nearM = 0.05;
/** A double sphere makes arcs of straight lines; this many pieces look like one. */
const piecesOfArc = 16;
/** To find where a line leaves the field of view: the error is the line's length over two to this power. */
const halvings = 12;

/**
 * A straight edge, given in the camera's frame, as lines in the image: cut off where the camera cannot see, and in pieces
 * where the image bends it. Empty when it cannot be seen; two lines when only its middle cannot. They may run beside the
 * image.
 */
export function projectEdge(camera: CameraModel, from: Vector, to: Vector): ImagePoint[][] {
  const pieces = camera.xi === 0 && camera.alpha === 0 ? 1 : piecesOfArc;
  const lines: ImagePoint[][] = [];
  let line: ImagePoint[] = [];
  const end = () => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  let before: { point: Vector; seen: ImagePoint | null } | null = null;
  for (let piece = 0; piece <= pieces; piece++) {
    const point = between(from, to, piece / pieces);
    const seen = see(camera, point);
    if (before !== null && (seen === null) !== (before.seen === null)) {
      const border = seen === null ? borderOf(camera, before.point, point) : borderOf(camera, point, before.point);
      if (border !== null) line.push(border);
      if (seen === null) end();
    }
    if (seen !== null) line.push(seen);
    before = { point, seen };
  }
  end();
  return lines;
}

function see(camera: CameraModel, point: Vector): ImagePoint | null {
  // A pinhole sees to the sides without end, where pixels have no meaning any more.
  const isFarEnough = camera.sightLimit > 0 ? Math.hypot(...point) > nearM : point[2] > nearM;
  return isFarEnough ? projectPoint(camera, point) : null;
}

/** The last place that is seen from one end of a line, which is, towards the other, which is not. */
function borderOf(camera: CameraModel, seen: Vector, unseen: Vector): ImagePoint | null {
  let [inside, outside] = [0, 1];
  for (let step = 0; step < halvings; step++) {
    const middle = (inside + outside) / 2;
    if (see(camera, between(seen, unseen, middle)) === null) outside = middle;
    else inside = middle;
  }
  return see(camera, between(seen, unseen, inside));
}

function between(a: Vector, b: Vector, share: number): Vector {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}
