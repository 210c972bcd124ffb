import { Vector3 } from 'three';
import type { Pose } from '../../preload/contract/model.ts';
import { usualPointCloudSettings, type Cuboid, type PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import type { ImageFrame } from '../../renderer/decode/decoded-frame.ts';
import type { PointCloud } from '../../renderer/decode/point-cloud/point-cloud.ts';
import { cameraModelOf } from '../../renderer/geometry/camera-model.ts';
import { identityPose } from '../../renderer/geometry/rigid-transform.ts';
import type { CalibratedStep, StepCamera, StepSweep } from '../../renderer/panels/calibration/calibrated-step.ts';
import { ClassColors } from '../../renderer/panels/calibration/class-colors.ts';
import { CloudLayers } from '../../renderer/panels/calibration/cloud-layers.ts';
import { OverlayPoints } from '../../renderer/panels/calibration/overlay-points.ts';
import { PointCloudView } from '../../renderer/panels/point-cloud/point-cloud-view.ts';
import { makeCloud, type MadeCloud } from './made-cloud.ts';

/** A camera whose picture is one colour on its left half and another on its right. */
export interface MadeCamera {
  readonly viewKey: string;
  readonly worldFromCamera: Pose;
  readonly left: string;
  readonly right: string;
}

const image = { width: 200, height: 150 };
const settings: PointCloudSettings = { ...usualPointCloudSettings, showGrid: false, showAxes: false, showFrusta: false, showCuboids: false };

/** A 3D view with what calibration adds to it, for tests: takes plain data, and reads pixels back. */
class CalibrationPage {
  readonly canvas: HTMLCanvasElement;
  readonly view: PointCloudView;
  readonly layers: CloudLayers;
  readonly #scenes: CloudLayers[];
  readonly #overlay = OverlayPoints.create();
  #step: CalibratedStep = { cameras: [], sweeps: [] };
  #settings = settings;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.view = new PointCloudView(canvas);
    this.layers = layersOf('lidar', this.view, canvas);
    this.#scenes = [this.layers];
  }

  show(made: MadeCloud, cameras: readonly MadeCamera[], change: Partial<PointCloudSettings>): void {
    const cloud = makeCloud(made);
    this.#step = { cameras: cameras.map(stepCamera), sweeps: [stepSweep('lidar', cloud)] };
    this.style(change);
    this.view.show({ key: 'sweep', cloud, worldFromPoints: identityPose });
  }

  /** The next sweep; the one before stays, as an earlier one. */
  showNext(made: MadeCloud): void {
    const before = this.view.sweep;
    const cloud = makeCloud(made);
    this.#step = { ...this.#step, sweeps: [stepSweep('lidar', cloud)] };
    this.style(this.#settings);
    const earlier = before === null ? [] : [{ key: before.key, worldFromPoints: before.worldFromPoints }];
    this.view.show({ key: `after ${before?.key ?? ''}`, cloud, worldFromPoints: identityPose }, earlier);
  }

  /** Another LiDAR, in a 3D view of its own, somewhere else in the world. */
  showSecond(made: MadeCloud): void {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position: fixed; left: 0; top: 0; width: 40px; height: 30px;';
    document.body.append(canvas);
    const view = new PointCloudView(canvas);
    const layers = layersOf('second', view, canvas);
    this.#scenes.push(layers);
    const cloud = makeCloud(made);
    this.#step = { ...this.#step, sweeps: [...this.#step.sweeps, stepSweep('second', cloud)] };
    this.style(this.#settings);
    view.setStyle({ ...this.#settings, theme: 'dark' });
    view.show({ key: 'second', cloud, worldFromPoints: identityPose });
  }

  /** Resolves when it is known what differs; null ends the comparison. */
  async compareWith(made: MadeCloud | null, distanceM: number): Promise<void> {
    if (made === null) {
      this.view.compareWith(null);
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.view.onLegendChange(() => {
      const { scale } = this.view.legend;
      if (scale.kind === 'difference' && scale.counts !== null) resolve();
    });
    this.view.compareWith({ key: 'reference', cloud: makeCloud(made), worldFromPoints: identityPose }, distanceM);
    await promise;
    stop();
  }

  style(change: Partial<PointCloudSettings>): void {
    this.#settings = { ...settings, ...change };
    this.view.setStyle({ ...this.#settings, theme: 'dark' });
    for (const layers of this.#scenes) layers.show(this.#step, this.#settings);
  }

  showCuboids(cuboids: readonly Cuboid[], change: Partial<PointCloudSettings>): void {
    const sweeps = this.#step.sweeps.map((made) => ({ ...made, sweep: { ...made.sweep, cuboids } }));
    this.#step = { ...this.#step, sweeps };
    this.style({ ...change, showCuboids: true });
  }

  look(eye: readonly [number, number, number], target: readonly [number, number, number]): void {
    this.view.rig.place({ eye: this.view.sceneFromWorld(eye), target: this.view.sceneFromWorld(target) });
  }

  eye(): number[] {
    return this.view.rig.camera.position.clone().add(new Vector3(...this.view.sceneOrigin)).toArray();
  }

  /** Where a point of the world is on the canvas, in CSS pixels. */
  placeOf(point: readonly [number, number, number]): [number, number] {
    this.view.drawNow();
    const { x, y } = this.view.sceneFromWorld(point).project(this.view.rig.camera);
    return [((x + 1) / 2) * this.canvas.clientWidth, ((1 - y) / 2) * this.canvas.clientHeight];
  }

  /** Red, green and blue of the view's picture at a point of the world. */
  colorAt(point: readonly [number, number, number]): number[] {
    const [x, y] = this.placeOf(point);
    this.view.drawNow();
    return pixelOf(this.canvas, x, y).slice(0, 3);
  }

  /** Colours of all pixels of a box of CSS pixels that lies so far to the right of and below a point of the world. */
  colorsBeside(point: readonly [number, number, number], right: number, below: number, width: number, height: number): number[][] {
    const [x, y] = this.placeOf(point);
    this.view.drawNow();
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new Error('No 2D context.');
    context.drawImage(this.canvas, -Math.round(x + right), -Math.round(y + below));
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from({ length: width * height }, (_, at) => [...data.subarray(4 * at, 4 * at + 3)]);
  }

  /** Pixels of the overlay of a camera, 200 × 150, that are opaque, by colour: `r g b`. */
  overlayOf(index: number, hidesOccluded: boolean): Record<string, number> {
    this.view.drawNow();
    const camera = this.#step.cameras[index];
    if (camera === undefined) throw new Error('There is no such camera.');
    const request = { camera, place: { x: 0, y: 0, ...image }, size: image, pointSizePx: 1, hidesOccluded };
    const drawn = this.#overlay?.render(this.#scenes.flatMap((layers) => layers.overlaidSweeps(request)), request) ?? null;
    if (drawn === null) return {};
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (context === null) throw new Error('No 2D context.');
    context.drawImage(drawn.source, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const counts: Record<string, number> = {};
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) < 255) continue;
      const color = `${data[at]} ${data[at + 1]} ${data[at + 2]}`;
      counts[color] = (counts[color] ?? 0) + 1;
    }
    return counts;
  }
}

function layersOf(viewKey: string, view: PointCloudView, canvas: HTMLCanvasElement): CloudLayers {
  return new CloudLayers(viewKey, view, canvas, new ClassColors(), { onPaint: () => undefined, onHover: () => undefined });
}

function stepSweep(viewKey: string, cloud: PointCloud): StepSweep {
  return { sweep: { viewKey, frameIndex: 0, worldFromEgo: null, cuboids: [], worldFromPoints: () => identityPose }, cloud, worldFromPoints: identityPose };
}

function stepCamera({ viewKey, worldFromCamera, left, right }: MadeCamera): StepCamera {
  const calibration = { model: 'pinhole', fx: 100, fy: 100, cx: 100, cy: 75, xi: null, alpha: null, ...image, worldFromCamera } as const;
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D context.');
  for (const [color, x] of [[left, 0], [right, image.width / 2]] as const) {
    context.fillStyle = color;
    context.fillRect(x, 0, image.width / 2, image.height);
  }
  const frame: ImageFrame = { kind: 'image', image: canvas.transferToImageBitmap(), ...image, byteLength: 0, close: () => undefined };
  return { camera: { viewKey, frameIndex: 0, calibration, model: cameraModelOf(calibration), worldFromCamera }, image, frame };
}

function pixelOf(canvas: HTMLCanvasElement, x: number, y: number): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('No 2D context.');
  context.drawImage(canvas, Math.round(x * devicePixelRatio), Math.round(y * devicePixelRatio), 1, 1, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

declare global {
  var calibrationPanel: CalibrationPage;
}

const canvas = document.querySelector('canvas');
if (canvas === null) throw new Error('There is no canvas.');
globalThis.calibrationPanel = new CalibrationPage(canvas);
