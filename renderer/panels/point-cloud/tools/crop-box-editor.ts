import { Plane, Raycaster, Vector2, Vector3, Vector4 } from 'three';
import type { Ray } from 'three';
import { outwardOf, placeOfHandle, withCenterMoved, withFaceMoved, withTurnBy, type CropFace, type CropHandle } from '../../../viewing/crop-box.ts';
import type { CropBox } from '../../../viewing/point-filters.ts';
import type { PointCloudView } from '../point-cloud-view.ts';
import { CropBoxLayer } from './crop-box-layer.ts';

/** Where a handle is in the picture. */
export interface HandlePlace {
  /** CSS pixels from the canvas's upper left. */
  readonly x: number;
  readonly y: number;
  /** The way that it moves is seen end on: by the pointer it cannot be moved from here. */
  readonly isEndOn: boolean;
}

/** Goes on from where a handle was taken hold of: the box for a place of the pointer, in CSS pixels from the upper left. */
export type HandleDrag = (xCss: number, yCss: number) => CropBox;

/** How near to the picture's edge a handle comes: the toolbar is at the top. */
const edgeCssPx = { side: 16, top: 52 } as const;
/** Before the eye, in clip space. */
const leastW = 1e-3;

/** In normalised device coordinates. */
interface PictureEdge {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Of the angle between a handle's way and the line of sight: under it, a pixel would be many metres. */
const leastSine = 0.2;
/** Seen flatter than this, a box is moved upright: up and down, and to the sides. */
const flattestSine = 0.25;

/** A crop box among the points of a view, and the pointer's way of moving it: what a place in the picture is in the scene. */
export class CropBoxEditor {
  readonly #view: PointCloudView;
  readonly #canvas: HTMLCanvasElement;
  readonly #layer = new CropBoxLayer();
  #box: CropBox | null = null;

  /** The view disposes what is drawn. */
  constructor(view: PointCloudView, canvas: HTMLCanvasElement) {
    this.#view = view;
    this.#canvas = canvas;
    view.addLayer(this.#layer);
  }

  /** Null: there is none to be moved. */
  show(box: CropBox | null): void {
    if (box === this.#box) return;
    this.#box = box;
    this.#layer.show(box, (point) => this.#view.sceneFromWorld(point).toArray());
    this.#view.redraw();
  }

  /**
   * Null: it is not in the picture. One whose own place is outside comes back towards the box's middle as far as the
   * picture's edge, or the sides of a box that is larger than the picture could not be moved.
   */
  placeOf(handle: CropHandle): HandlePlace | null {
    if (this.#box === null) return null;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const edge: PictureEdge = { left: -1 + (2 * edgeCssPx.side) / width, right: 1 - (2 * edgeCssPx.side) / width, bottom: -1 + (2 * edgeCssPx.side) / height, top: 1 - (2 * edgeCssPx.top) / height };
    // What turns it would else come to lie over the front.
    const seen = lastWithin(this.#clipOf(this.#box, handle === 'turn' ? 'front' : 'middle'), this.#clipOf(this.#box, handle), edge);
    if (seen === null) return null;
    const [x, y] = [((seen.x / seen.w + 1) / 2) * width, ((1 - seen.y / seen.w) / 2) * height];
    return { x, y, isEndOn: isEndOn(this.#box, handle, this.#rayAt(x, y).direction) };
  }

  /** Takes hold of a handle by a place in the picture; null: it cannot be moved from here. */
  grasp(handle: CropHandle, xCss: number, yCss: number): HandleDrag | null {
    const box = this.#box;
    if (box === null) return null;
    if (handle === 'middle') return this.#graspMiddle(box, xCss, yCss);
    return handle === 'turn' ? this.#graspTurn(box, xCss, yCss) : this.#graspFace(box, handle, xCss, yCss);
  }

  #graspFace(box: CropBox, face: CropFace, xCss: number, yCss: number): HandleDrag | null {
    const [through, way] = [this.#sceneOf(box, face), new Vector3(...outwardOf(box, face))];
    const from = alongWay(this.#rayAt(xCss, yCss), through, way);
    if (from === null) return null;
    let moved = box;
    return (x, y) => {
      const to = alongWay(this.#rayAt(x, y), through, way);
      if (to !== null) moved = withFaceMoved(box, face, to - from);
      return moved;
    };
  }

  #graspMiddle(box: CropBox, xCss: number, yCss: number): HandleDrag | null {
    const { direction } = this.#rayAt(xCss, yCss);
    const isFlat = Math.abs(direction.z) < flattestSine;
    const plane = new Plane().setFromNormalAndCoplanarPoint(isFlat ? new Vector3(direction.x, direction.y, 0).normalize() : new Vector3(0, 0, 1), this.#sceneOf(box, 'middle'));
    const from = this.#meet(plane, xCss, yCss);
    if (from === null) return null;
    let moved = box;
    return (x, y) => {
      const by = this.#meet(plane, x, y)?.sub(from).toArray();
      if (by !== undefined) moved = withCenterMoved(box, by);
      return moved;
    };
  }

  #graspTurn(box: CropBox, xCss: number, yCss: number): HandleDrag | null {
    const middle = this.#sceneOf(box, 'middle');
    const plane = new Plane().setFromNormalAndCoplanarPoint(new Vector3(0, 0, 1), middle);
    const angleAt = (x: number, y: number) => {
      const at = this.#meet(plane, x, y)?.sub(middle);
      return at === undefined ? null : Math.atan2(at.y, at.x);
    };
    const from = angleAt(xCss, yCss);
    if (from === null) return null;
    let moved = box;
    return (x, y) => {
      const to = angleAt(x, y);
      if (to !== null) moved = withTurnBy(box, to - from);
      return moved;
    };
  }

  #sceneOf(box: CropBox, handle: CropHandle): Vector3 {
    return this.#view.sceneFromWorld(placeOfHandle(box, handle));
  }

  #clipOf(box: CropBox, handle: CropHandle): Vector4 {
    const { camera } = this.#view.rig;
    camera.updateMatrixWorld();
    const { x, y, z } = this.#sceneOf(box, handle);
    return new Vector4(x, y, z, 1).applyMatrix4(camera.matrixWorldInverse).applyMatrix4(camera.projectionMatrix);
  }

  #meet(plane: Plane, xCss: number, yCss: number): Vector3 | null {
    return this.#rayAt(xCss, yCss).intersectPlane(plane, new Vector3());
  }

  #rayAt(xCss: number, yCss: number): Ray {
    const { camera } = this.#view.rig;
    camera.updateMatrixWorld();
    const raycaster = new Raycaster();
    raycaster.setFromCamera(new Vector2((xCss / this.#canvas.clientWidth) * 2 - 1, 1 - (yCss / this.#canvas.clientHeight) * 2), camera);
    return raycaster.ray;
  }
}

/** The farthest place on the way from `from` to `to`, both in clip space, that is in the picture; null: none of it is. */
function lastWithin(from: Vector4, to: Vector4, { left, right, bottom, top }: PictureEdge): Vector4 | null {
  const insides = ({ x, y, w }: Vector4) => [x - left * w, right * w - x, y - bottom * w, top * w - y, w - leastW];
  const [atFrom, atTo] = [insides(from), insides(to)];
  let [first, last] = [0, 1];
  for (const [index, a] of atFrom.entries()) {
    const b = atTo[index] ?? a;
    if (a < 0 && b < 0) return null;
    if (b < 0) last = Math.min(last, a / (a - b));
    if (a < 0) first = Math.max(first, a / (a - b));
  }
  return first > last ? null : from.clone().lerp(to, last);
}

function isEndOn(box: CropBox, handle: CropHandle, sight: Vector3): boolean {
  if (handle === 'middle') return false;
  if (handle === 'turn') return Math.abs(sight.z) < leastSine;
  return new Vector3(...outwardOf(box, handle)).cross(sight).length() < leastSine;
}

/** How far along a line, from a point of it and in metres, it comes nearest to a ray; null: the ray leads the other way. */
function alongWay({ origin, direction }: Ray, through: Vector3, way: Vector3): number | null {
  const between = through.clone().sub(origin);
  const [b, d, e] = [way.dot(direction), way.dot(between), direction.dot(between)];
  const sineSquared = 1 - b * b;
  if (sineSquared < 1e-6 || e - b * d < 0) return null;
  return (b * e - d) / sineSquared;
}
