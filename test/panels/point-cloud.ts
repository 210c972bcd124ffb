import { Vector3 } from 'three';
import { usualPointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import type { PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import type { PointCloud } from '../../renderer/decode/point-cloud/point-cloud.ts';
import { spreadPoints } from '../../renderer/decode/point-cloud/spread-points.ts';
import { PointCloudView } from '../../renderer/panels/point-cloud/point-cloud-view.ts';
import { identityPose } from '../../renderer/geometry/rigid-transform.ts';
import type { PickedPoint } from '../../renderer/panels/point-cloud/picking/picked-point.ts';
import type { EarlierSweep, SweepPlace } from '../../renderer/panels/point-cloud/sweep.ts';
import { noFilters } from '../../renderer/viewing/point-filters.ts';
import type { PointFilters } from '../../renderer/viewing/point-filters.ts';
import type { Projection } from '../../renderer/viewing/scene-camera.ts';
import { countGl } from './count-gl.ts';
import type { GlCounts } from './count-gl.ts';
import { makeCloud } from './made-cloud.ts';
import type { MadeCloud } from './made-cloud.ts';

type Point = readonly [number, number, number];
type Filters = Partial<Omit<PointFilters, 'hiddenClasses'>> & { readonly hiddenClasses?: readonly number[] };

const counts = countGl();

/** A view that fills the page, for tests: takes plain data, and reads pixels back. */
class PointCloudPage {
  readonly canvas: HTMLCanvasElement;
  readonly view: PointCloudView;
  #style: PointCloudSettings = { ...usualPointCloudSettings, showGrid: false, showAxes: false };
  #lose: WEBGL_lose_context | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.view = new PointCloudView(canvas);
    this.style({});
  }

  style(part: Partial<PointCloudSettings>): void {
    this.#style = { ...this.#style, ...part };
    this.view.setStyle({ ...this.#style, theme: 'dark' });
  }

  filter({ hiddenClasses = [], ...filters }: Filters): void {
    this.view.setFilters({ ...noFilters, ...filters, hiddenClasses: new Set(hiddenClasses) });
  }

  show(cloud: MadeCloud, place: Partial<SweepPlace> & { key?: string } = {}, earlier: readonly EarlierSweep[] = []): void {
    this.view.show({ key: 'sweep', cloud: makeCloud(cloud), worldFromPoints: identityPose, ...place }, earlier);
  }

  cloudOf(cloud: MadeCloud): PointCloud {
    return makeCloud(cloud);
  }

  addEarlier(cloud: MadeCloud, place: EarlierSweep): void {
    this.view.addEarlier({ ...place, cloud: makeCloud(cloud) });
  }

  /** A level field of so many points, in even order, with an intensity: `side` metres long and wide. */
  showField(pointCount: number, side: number, key = 'field'): void {
    const columns = Math.ceil(Math.sqrt(pointCount));
    const points = Array.from({ length: pointCount }, (_, i): Point => [((i % columns) / columns - 0.5) * side, (Math.floor(i / columns) / columns - 0.5) * side, 0]);
    const cloud = spreadPoints(makeCloud({ points, fields: { intensity: points.map((_, i) => i % 256) } }));
    this.view.show({ key, cloud, worldFromPoints: identityPose });
  }

  /** Looks straight down on the scene's zero, forward up, with `halfHeightM` of it above the middle; from above, 50 m high. */
  lookDown(halfHeightM: number, projection: Projection = 'orthographic'): void {
    const h = halfHeightM;
    this.view.rig.setProjection(projection);
    this.view.rig.look('birds-eye', { min: [-h, -h, -1], max: [h, h, 1], groundZ: 0, radiusM: 50, gridSpacingM: 1 });
  }

  /** In perspective. */
  lookFrom(eye: Point, target: Point): void {
    this.view.rig.measureBy({ min: [-1, -1, -1], max: [1, 1, 1], groundZ: 0, radiusM: 50, gridSpacingM: 1 });
    this.view.rig.setProjection('perspective');
    this.view.rig.place({ eye: new Vector3(...eye), target: new Vector3(...target) });
  }

  /** Where a point of the scene is in the picture: pixels of the drawing buffer from the upper left. */
  at(point: Point): { x: number; y: number } {
    const { camera } = this.view.rig;
    camera.updateMatrixWorld();
    const seen = new Vector3(...point).project(camera);
    return { x: Math.floor(((seen.x + 1) / 2) * this.canvas.width), y: Math.floor(((1 - seen.y) / 2) * this.canvas.height) };
  }

  /** The picture once nothing moves and everything is drawn. */
  async picture(): Promise<ImageData> {
    for (;;) {
      this.view.redraw();
      const image = await this.#nextPicture();
      if (!this.view.rig.isMoving && !this.view.drawnPoints.isDraft) return image;
    }
  }

  /** Colours at points of the scene, at rest. */
  async colorsAt(points: readonly Point[]): Promise<number[][]> {
    const image = await this.picture();
    return points.map((point) => {
      const { x, y } = this.at(point);
      return [...image.data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3)];
    });
  }

  /** How many pixels of the picture at rest are not the ground's colour. */
  async litPixels(): Promise<number> {
    const { data } = await this.picture();
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] !== 11 || data[i + 1] !== 12 || data[i + 2] !== 14) count += 1;
    return count;
  }

  /** The picture at rest in few numbers, to tell whether two are the same. */
  async fingerprint(): Promise<string> {
    const { data } = await this.picture();
    const digest = await crypto.subtle.digest('SHA-256', data);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join('');
  }

  /** The point found at a place of the scene, or so many CSS pixels beside it. */
  pickAt(point: Point, beside = [0, 0]): PickedPoint | null {
    const { x, y } = this.at(point);
    const [dx = 0, dy = 0] = beside;
    return this.view.pick((x + 0.5) / devicePixelRatio + dx, (y + 0.5) / devicePixelRatio + dy);
  }

  /** What WebGL was told meanwhile. */
  async glCounts(act: () => unknown): Promise<GlCounts> {
    const before = { ...counts };
    await act();
    return { uploadedBytes: counts.uploadedBytes - before.uploadedBytes, drawnPoints: counts.drawnPoints - before.drawnPoints };
  }

  /** Points drawn in the picture that comes next, moving or not. */
  async nextDrawnPoints(): Promise<number> {
    return (await this.glCounts(() => this.#nextPicture())).drawnPoints;
  }

  loseContext(): void {
    this.#lose = this.canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? null;
    this.#lose?.loseContext();
  }

  /** The browser takes it only once the event of the loss has been handled. */
  restoreContext(): void {
    setTimeout(() => this.#lose?.restoreContext());
  }

  /** Resolves when the view says that it is lost, or that it draws again. */
  statusIs(state: 'drawing' | 'lost'): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (this.view.status.state === state) resolve();
    };
    this.view.onStatusChange(check);
    check();
    return promise;
  }

  #nextPicture(): Promise<ImageData> {
    const { promise, resolve } = Promise.withResolvers<ImageData>();
    // In the task that drew it: the browser clears the buffer afterwards.
    const stop = this.view.onDraw(() => {
      stop();
      resolve(this.#read());
    });
    return promise;
  }

  #read(): ImageData {
    const { width, height } = this.canvas;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new Error('No 2D context.');
    context.drawImage(this.canvas, 0, 0);
    return context.getImageData(0, 0, width, height);
  }
}

declare global {
  var cloudPanel: PointCloudPage;
}

const canvas = document.querySelector('canvas');
if (canvas === null) throw new Error('There is no canvas.');
globalThis.cloudPanel = new PointCloudPage(canvas);
