import { Group } from 'three';
import type { Camera, WebGLRenderer } from 'three';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { applyPose, identityPose, type Vector } from '../../geometry/rigid-transform.ts';
import type { CanvasSize } from '../point-cloud/canvas-size.ts';
import type { PointCloudView } from '../point-cloud/point-cloud-view.ts';
import type { SceneLayer } from '../point-cloud/scene-layer.ts';
import { emptyStep, sweepOf, type CalibratedStep } from './calibrated-step.ts';
import type { CloudScene, OverlaidSweep, PointsOverlay, PointsOverlayRequest } from './view-ports.ts';
import type { ClassColors } from './class-colors.ts';
import { CuboidLayer } from './cuboid-layer.ts';
import { FrustumLayer, normalizedPlace, type DrawnCamera } from './frustum-layer.ts';
import type { HoveredPoint } from './hovered-point.ts';
import { cellWidths, ImageAtlas } from './image-atlas.ts';
import { CameraColors } from './image-colors.ts';
import { ImageDepths } from './image-depths.ts';
import { LabelRoom } from './label-room.ts';
import { MarkLayer } from './mark-layer.ts';
import { OverlayPoints } from './overlay-points.ts';
import { surfaceSizePx } from './surface-size.ts';

/** What a 3D view tells the other views. */
export interface CloudLayersEvents {
  /** The points have other colours, or others of them are drawn. */
  readonly onPaint: () => void;
  readonly onHover: (hovered: HoveredPoint | null) => void;
}

/** Of the scene's radius: from a camera to its image plane, where the size of frusta is 1. */
const frustumShare = 1 / 10;
/** Of the scene's radius: from a camera that one looks out of to what dragging turns the scene about. */
const lookAheadShare = 1 / 4;

/**
 * What a recording's calibration adds to the 3D view of a sweep: cameras with their live pictures, their colours on the
 * points, cuboids, and the mark of the point that the pointer is on. In turn it draws the sweep as cameras see it.
 */
export class CloudLayers implements CloudScene {
  readonly #viewKey: string;
  readonly #view: PointCloudView;
  readonly #colors: ClassColors;
  readonly #atlas = new ImageAtlas();
  readonly #cameraColors = new CameraColors(this.#atlas);
  readonly #room = new LabelRoom();
  readonly #frusta = new FrustumLayer(this.#atlas.texture, this.#room);
  readonly #cuboids = new CuboidLayer(this.#room);
  readonly #mark = new MarkLayer();
  readonly #leaving: (() => void)[] = [];
  #depths: ImageDepths | null = null;
  #step: CalibratedStep = emptyStep;
  #settings: PointCloudSettings | null = null;
  /** Something has changed since the last picture. */
  #isDue = false;
  #placedAt: Vector | null = null;
  #hasColors = false;
  #hoverRequest: number | null = null;
  #pointer: { readonly x: number; readonly y: number } | null = null;

  constructor(viewKey: string, view: PointCloudView, canvas: HTMLCanvasElement, colors: ClassColors, { onPaint, onHover }: CloudLayersEvents) {
    this.#viewKey = viewKey;
    this.#view = view;
    this.#colors = colors;
    this.#leaving.push(view.addLayer(this.#asLayer()), view.addLayer(this.#frusta), view.addLayer(this.#cuboids), view.addLayer(this.#mark), view.onPaint(onPaint), view.onStatusChange(() => (this.#isDue = true)));
    const listening = new AbortController();
    const { signal } = listening;
    canvas.addEventListener('pointermove', (event) => this.#pointAt(event, onHover), { signal });
    canvas.addEventListener('pointerleave', () => this.#pointAt(null, onHover), { signal });
    canvas.addEventListener('dblclick', (event) => this.#lookFromCamera(event, canvas), { capture: true, signal });
    this.#leaving.push(() => listening.abort());
  }

  show(step: CalibratedStep, settings: PointCloudSettings): void {
    this.#step = step;
    this.#settings = settings;
    this.#isDue = true;
    const wantsColors = settings.colorMode === 'image' && step.cameras.length > 0;
    if (wantsColors !== this.#hasColors) this.#view.setImageColors(wantsColors ? this.#cameraColors : null);
    this.#hasColors = wantsColors;
    if (wantsColors) return;
    this.#depths?.dispose();
    this.#depths = null;
    this.#cameraColors.setDepths(null);
  }

  /** Draws what the step changed, if the view has not done so with its own sweep. */
  drawDue(): void {
    if (this.#isDue) this.#view.drawNow();
  }

  overlaidSweeps({ camera, place, hidesOccluded }: PointsOverlayRequest): readonly OverlaidSweep[] {
    const { painted, sceneOrigin } = this.#view;
    const sweep = sweepOf(this.#step, this.#viewKey);
    if (painted === null || sweep === null || painted.present.cloud !== sweep.cloud) return [];
    const { present, others, imageColorGlsl } = painted;
    const inScene = { imageColorGlsl, sceneOrigin };
    const surfacePx = hidesOccluded ? surfaceSizePx(sweep, camera, place) : 0;
    // Where something was a while ago, it need not stand any more: what is there now hides what was, and not the other way.
    return [{ ...inScene, painted: present, surfacePx }, ...others.map((other) => ({ ...inScene, painted: other, surfacePx: 0 }))];
  }

  createOverlay(): PointsOverlay | null {
    return OverlayPoints.create();
  }

  setMark(world: Vector | null): void {
    this.#mark.place(world === null ? null : this.#view.sceneFromWorld(world));
    this.#view.redraw();
  }

  dispose(): void {
    if (this.#hoverRequest !== null) cancelAnimationFrame(this.#hoverRequest);
    for (const leave of this.#leaving) leave();
    if (this.#hasColors) this.#view.setImageColors(null);
    this.#depths?.dispose();
    this.#atlas.dispose();
  }

  /** Draws nothing itself, but is asked before every picture: the scene has its zero by then. */
  #asLayer(): SceneLayer {
    return { object: new Group(), beforeDraw: (_camera: Camera, _size: CanvasSize, renderer: WebGLRenderer) => this.#apply(renderer), dispose: () => undefined };
  }

  #apply(renderer: WebGLRenderer): void {
    this.#room.clear();
    const { sceneOrigin } = this.#view;
    const isMoved = this.#placedAt?.join() !== sceneOrigin.join();
    if ((!this.#isDue && !isMoved) || this.#settings === null) return;
    this.#isDue = false;
    this.#placedAt = sceneOrigin;
    const { showFrusta, showCuboids } = this.#settings;
    const inScene = (point: Vector): Vector => [point[0] - sceneOrigin[0], point[1] - sceneOrigin[1], point[2] - sceneOrigin[2]];
    this.#frusta.object.visible = showFrusta;
    this.#cuboids.object.visible = showCuboids;
    if (showFrusta || this.#hasColors) this.#showCameras(inScene, renderer);
    const sweep = sweepOf(this.#step, this.#viewKey);
    if (showCuboids) this.#cuboids.show({ cuboids: sweep?.sweep.cuboids ?? [], worldFromCuboids: sweep?.worldFromPoints ?? identityPose, colorOf: (label) => this.#colors.colorOf(label) }, inScene);
  }

  #showCameras(inScene: (point: Vector) => Vector, renderer: WebGLRenderer): void {
    const pictures = this.#step.cameras.flatMap(({ camera: { viewKey }, frame }) => (frame === null ? [] : [{ viewKey, frame }]));
    this.#atlas.draw(pictures, this.#hasColors ? cellWidths.points : cellWidths.frusta);
    const drawn = this.#step.cameras.map(({ camera, image }): DrawnCamera => ({ camera, image, cell: this.#atlas.cellOf(camera.viewKey) }));
    if (this.#hasColors) this.#colorPoints(drawn, renderer);
    if (this.#settings?.showFrusta === true) this.#frusta.show(drawn, (this.#view.extent?.radiusM ?? 40) * frustumShare * this.#settings.frustumScale, inScene);
  }

  #colorPoints(drawn: readonly DrawnCamera[], renderer: WebGLRenderer): void {
    const { painted, sceneOrigin } = this.#view;
    const seeing = drawn.filter(({ cell }) => cell !== null);
    this.#cameraColors.set(seeing, sceneOrigin);
    const sweep = sweepOf(this.#step, this.#viewKey);
    // While it is drawn itself, a texture cannot be read.
    this.#cameraColors.setDepths(null);
    if (painted === null || sweep === null || painted.present.cloud !== sweep.cloud) return;
    this.#depths ??= new ImageDepths();
    this.#depths.render(renderer, painted.present, seeing, sceneOrigin, (camera, place) => surfaceSizePx(sweep, camera, place));
    this.#cameraColors.setDepths(this.#depths.texture);
  }

  /** A double click on a camera's picture looks out of the camera; anywhere else it is somebody else's. */
  #lookFromCamera(event: MouseEvent, canvas: HTMLCanvasElement): void {
    if (this.#settings?.showFrusta !== true) return;
    const place = normalizedPlace(event.offsetX, event.offsetY, { width: canvas.clientWidth, height: canvas.clientHeight });
    const viewKey = this.#frusta.viewKeyAt(place, this.#view.rig.camera);
    const found = this.#step.cameras.find(({ camera }) => camera.viewKey === viewKey);
    if (found === undefined) return;
    event.stopImmediatePropagation();
    const { worldFromCamera } = found.camera;
    const aheadM = (this.#view.extent?.radiusM ?? 40) * lookAheadShare;
    this.#view.rig.place({ eye: this.#view.sceneFromWorld(worldFromCamera.translation), target: this.#view.sceneFromWorld(applyPose(worldFromCamera, [0, 0, aheadM])) });
  }

  /** Once for each picture of the screen, and not while the camera is moved by hand. */
  #pointAt(event: PointerEvent | null, onHover: CloudLayersEvents['onHover']): void {
    this.#pointer = event === null || event.buttons !== 0 ? null : { x: event.offsetX, y: event.offsetY };
    if (this.#step.cameras.length === 0) return;
    this.#hoverRequest ??= requestAnimationFrame(() => {
      this.#hoverRequest = null;
      onHover(this.#findHovered());
    });
  }

  #findHovered(): HoveredPoint | null {
    if (this.#pointer === null || this.#view.rig.isMoving) return null;
    const picked = this.#view.pick(this.#pointer.x, this.#pointer.y);
    if (picked === null) return null;
    const { index, world, fields } = picked;
    return { from: { kind: 'cloud', viewKey: this.#viewKey }, cloudKey: this.#viewKey, index, world, values: fields };
  }
}
