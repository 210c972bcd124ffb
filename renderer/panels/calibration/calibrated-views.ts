import { usualPointCloudSettings, type Conventions, type PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import { projectPoint } from '../../geometry/camera-model.ts';
import { applyPose, identityPose, invertPose, type Vector } from '../../geometry/rigid-transform.ts';
import { sharesOf, type CameraShare, type SceneRig } from '../../geometry/scene-rig.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import { atEndOfTask, callOffEndOfTask } from '../end-of-task.ts';
import type { SweepPlace } from '../point-cloud/sweep.ts';
import { calibratedStep, emptyStep, placedPoints, type CalibratedStep, type StepCamera } from './calibrated-step.ts';
import { ClassColors } from './class-colors.ts';
import type { HoveredPoint } from './hovered-point.ts';
import { PointSearch } from './point-search.ts';
import { projectCuboids } from './project-cuboids.ts';
import type { CameraPane, CloudScene, PointsOverlay, PointsOverlayRequest, RigPort, StagePort } from './view-ports.ts';
import { ViewRecord } from './view-record.ts';

/** How far from the pointer a point is still meant. */
const hoverRadiusCssPx = 8;

/**
 * Puts the views of a recording together by its calibration: points and cuboids over the cameras' pictures, cameras and
 * cuboids among the points, and one mark in all of them for the point that the pointer is on. Follows the player by
 * itself: everything of a step changes in the task in which its frames are presented, and nothing runs otherwise.
 */
export class CalibratedViews {
  /** Of cuboids, by their class. */
  readonly colors = new ClassColors();
  readonly #stage: StagePort;
  readonly #rig: RigPort;
  readonly #records = new Map<string, { readonly record: ViewRecord; users: number; readonly detach: () => void }>();
  readonly #panes = new Map<string, CameraPane>();
  readonly #scenes = new Map<string, CloudScene>();
  readonly #stepListeners = new Set<() => void>();
  readonly #hoverListeners = new Set<() => void>();
  readonly #search = new PointSearch();
  readonly #stopFollowing: () => void;
  readonly #dirtyPanes = new Set<string>();
  #settings = usualPointCloudSettings;
  #step = emptyStep;
  readonly #place = () => this.#takeStep();
  readonly #draw = () => this.#drawScenes();
  readonly #lay = () => this.#drawOverlays();
  #pointer: { readonly viewKey: string; readonly at: PicturePoint } | null = null;
  #hoverRequest: number | null = null;
  #hovered: HoveredPoint | null = null;
  #points: PointsOverlay | null = null;
  #goOnRequest: number | null = null;
  #isDisposed = false;

  constructor(stage: StagePort, rig: RigPort) {
    this.#stage = stage;
    this.#rig = rig;
    this.#stopFollowing = rig.subscribe(() => this.#stepChanged());
  }

  /** The step on screen. */
  get step(): CalibratedStep {
    return this.#step;
  }

  /** The point that the pointer is on, in whichever view; null: on none. */
  get hovered(): HoveredPoint | null {
    return this.#hovered;
  }

  /** Calls `listener` after every step, and whenever its calibration is read another way; returns the unsubscriber. */
  onStep(listener: () => void): () => void {
    this.#stepListeners.add(listener);
    return () => this.#stepListeners.delete(listener);
  }

  /** Calls `listener` when poses are read another way, or more of them are known; returns the unsubscriber. */
  onRigChange(listener: () => void): () => void {
    return this.#rig.subscribe(listener);
  }

  /** Calls `listener` when `hovered` changes; returns the unsubscriber. */
  onHover(listener: () => void): () => void {
    this.#hoverListeners.add(listener);
    return () => this.#hoverListeners.delete(listener);
  }

  setSettings(settings: PointCloudSettings): void {
    if (this.#settings === settings) return;
    this.#settings = settings;
    if (!settings.overlay.isOn) this.#endOverlays();
    this.#stepChanged();
  }

  /** Takes a camera's pane in; returns what takes it out again. */
  addCamera(viewKey: string, pane: CameraPane): () => void {
    this.#panes.set(viewKey, pane);
    const release = this.#follow(viewKey);
    this.#stepChanged();
    return () => {
      this.#panes.delete(viewKey);
      release();
      this.#stepChanged();
    };
  }

  /** Takes the 3D view of a sweep in; returns what takes it out again. */
  addScene(viewKey: string, scene: CloudScene): () => void {
    this.#scenes.set(viewKey, scene);
    const release = this.#follow(viewKey);
    this.#stepChanged();
    return () => {
      this.#scenes.delete(viewKey);
      release();
      this.#stepChanged();
    };
  }

  /** The picture of a camera moved, or its points have other colours: its overlay is drawn anew in this task. */
  redrawCamera(viewKey: string): void {
    if (this.#isDisposed) return;
    this.#dirtyPanes.add(viewKey);
    atEndOfTask('overlay', this.#lay);
  }

  /** All of them. */
  redrawCameras(): void {
    for (const viewKey of this.#panes.keys()) this.redrawCamera(viewKey);
  }

  /**
   * The share of the points on screen that land in each camera's image, by the dataset's conventions or by others that
   * are tried.
   */
  shares(conventions?: Conventions): CameraShare[] {
    const rig = this.#rigNow(conventions);
    const step = calibratedStep(rig, (viewKey) => this.#frameOf(viewKey));
    const cameras = step.cameras.map(({ camera }) => camera);
    return step.sweeps.length === 0 ? [] : sharesOf({ ...rig, cameras }, step.sweeps.map(placedPoints), (viewKey) => step.cameras.find(({ camera }) => camera.viewKey === viewKey)?.image ?? null);
  }

  /** Where a frame of a sweep's view was taken. Other frames' files are not read: their sensor is where this one's is. */
  placeOf(viewKey: string, frameIndex: number): SweepPlace {
    const shown = this.#records.get(viewKey)?.record;
    const isShown = shown?.frameIndex === frameIndex;
    const rig = this.#rig.rigOf((key) => (key === viewKey ? frameIndex : isShown ? (this.#records.get(key)?.record.frameIndex ?? null) : null));
    const sweep = rig.sweeps.find((candidate) => candidate.viewKey === viewKey);
    const viewpoint = shown?.frame?.kind === 'point-cloud' ? shown.frame.cloud.viewpoint : null;
    return { worldFromPoints: sweep?.worldFromPoints(viewpoint) ?? identityPose, worldFromEgo: sweep?.worldFromEgo ?? null, frameNumber: frameIndex };
  }

  /** Metres from a camera to a point of the world; NaN for one that has no place. */
  distanceFrom(viewKey: string, world: Vector): number {
    const from = this.#cameraOf(viewKey)?.camera.worldFromCamera.translation;
    return from === undefined ? Number.NaN : Math.hypot(world[0] - from[0], world[1] - from[1], world[2] - from[2]);
  }

  /** The points have other colours, or others of them are left out. */
  repaint(): void {
    if (this.#settings.overlay.isOn) this.redrawCameras();
  }

  /** The pointer is on this place of a camera's picture; null: on none of its any more. */
  pointAtImage(viewKey: string, at: PicturePoint | null): void {
    if (at === null && this.#pointer?.viewKey !== viewKey) return;
    this.#pointer = at === null ? null : { viewKey, at };
    this.#hoverSoon();
  }

  /** The pointer is on this point in a 3D view; null: on none any more. */
  pointAtScene(viewKey: string, hovered: HoveredPoint | null): void {
    if (hovered === null && this.#hovered?.from.viewKey !== viewKey) return;
    this.#setHovered(hovered);
  }

  dispose(): void {
    this.#isDisposed = true;
    callOffEndOfTask('place', this.#place);
    callOffEndOfTask('draw', this.#draw);
    callOffEndOfTask('overlay', this.#lay);
    this.#stopFollowing();
    for (const request of [this.#hoverRequest, this.#goOnRequest]) if (request !== null) cancelAnimationFrame(request);
    this.#endOverlays();
    for (const { detach } of this.#records.values()) detach();
    this.#records.clear();
    this.#stepListeners.clear();
    this.#hoverListeners.clear();
    this.#search.forget();
    this.#step = emptyStep;
  }

  /** Keeps note of what a view shows while somebody needs it. */
  #follow(viewKey: string): () => void {
    const known = this.#records.get(viewKey);
    const record = known?.record ?? new ViewRecord(() => this.#stepChanged());
    const entry = known ?? { record, users: 0, detach: this.#stage.attach(viewKey, record) };
    entry.users += 1;
    this.#records.set(viewKey, entry);
    return () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.detach();
      this.#records.delete(viewKey);
    };
  }

  #stepChanged(): void {
    if (this.#isDisposed) return;
    atEndOfTask('place', this.#place);
  }

  /** Once all views of the step have been given theirs. */
  #takeStep(): void {
    this.#step = calibratedStep(this.#rigNow(), (viewKey) => this.#frameOf(viewKey));
    if (this.#settings.showCuboids) for (const { sweep, cloud } of this.#step.sweeps) this.colors.look(sweep.cuboids, cloud);
    for (const scene of this.#scenes.values()) scene.show(this.#step, this.#settings);
    // Behind the views that draw their own part of the step.
    atEndOfTask('draw', this.#draw);
    this.redrawCameras();
    // What is under the pointer is another point now.
    if (this.#pointer !== null) this.#hoverSoon();
    else if (this.#hovered !== null) this.#setHovered(null);
    for (const listener of this.#stepListeners) listener();
  }

  #drawScenes(): void {
    for (const scene of this.#scenes.values()) scene.drawDue();
  }

  #drawOverlays(): void {
    for (const viewKey of this.#dirtyPanes) this.#drawOverlay(viewKey);
    this.#dirtyPanes.clear();
    this.#placeMarks();
  }

  #drawOverlay(viewKey: string): void {
    const pane = this.#panes.get(viewKey);
    if (pane === undefined) return;
    const { overlay: chosen, showCuboids } = this.#settings;
    const camera = this.#cameraOf(viewKey);
    const { place, size, pixelRatio } = pane.overlay;
    pane.onProblem(chosen.isOn ? this.#problemOf(camera) : '');
    if (camera === null || place === null) {
      pane.overlay.draw(null);
      return;
    }
    const request = { camera, place, size, pointSizePx: chosen.pointSizePx * pixelRatio, hidesOccluded: chosen.hidesOccluded };
    const drawn = chosen.isOn ? this.#pointsFor(request) : null;
    const cuboids = showCuboids ? projectCuboids(this.#step, camera, (label) => this.colors.colorOf(label)) : [];
    pane.overlay.draw({ image: camera.image, points: drawn === null ? null : { source: drawn.source, opacity: chosen.opacity }, cuboids });
  }

  /** Of all 3D views: several LiDARs in one recording have one each, and all of them are seen by the cameras. */
  #pointsFor(request: PointsOverlayRequest): { readonly source: CanvasImageSource } | null {
    const sweeps = [...this.#scenes.values()].flatMap((scene) => scene.overlaidSweeps(request));
    if (sweeps.length === 0) return null;
    if (this.#points?.isLost === true) this.#endOverlays();
    this.#points ??= [...this.#scenes.values()][0]?.createOverlay() ?? null;
    const drawn = this.#points?.render(sweeps, request) ?? null;
    if (drawn?.isWhole === false) this.#goOnSoon();
    return drawn;
  }

  #endOverlays(): void {
    this.#points?.dispose();
    this.#points = null;
  }

  /** Sweeps were left out that come with the next picture of the screen. */
  #goOnSoon(): void {
    this.#goOnRequest ??= requestAnimationFrame(() => {
      this.#goOnRequest = null;
      this.repaint();
    });
  }

  #problemOf(camera: StepCamera | null): string {
    if (camera === null) return 'No points over this picture: this camera has no calibration.';
    if (this.#scenes.size === 0) return 'No points over this picture: they are drawn by the 3D view, and there is none.';
    return '';
  }

  #hoverSoon(): void {
    this.#hoverRequest ??= requestAnimationFrame(() => {
      this.#hoverRequest = null;
      this.#setHovered(this.#findHovered());
    });
  }

  #findHovered(): HoveredPoint | null {
    if (this.#pointer === null) return null;
    const { viewKey, at } = this.#pointer;
    const [camera, overlay] = [this.#cameraOf(viewKey), this.#panes.get(viewKey)?.overlay];
    const place = overlay?.place;
    if (camera === null || overlay === undefined || place === null || place === undefined || place.width === 0) return null;
    const radius = (hoverRadiusCssPx * overlay.pixelRatio * camera.image.width) / place.width;
    return this.#search.find(this.#step, viewKey, { u: at.u * camera.image.width, v: at.v * camera.image.height }, radius);
  }

  #setHovered(hovered: HoveredPoint | null): void {
    const before = this.#hovered;
    if (before === hovered) return;
    this.#hovered = hovered;
    if (before?.index !== hovered?.index || before?.cloudKey !== hovered?.cloudKey || before?.world.join() !== hovered?.world.join()) {
      for (const scene of this.#scenes.values()) scene.setMark(hovered?.world ?? null);
    }
    this.#placeMarks();
    for (const listener of this.#hoverListeners) listener();
  }

  #placeMarks(): void {
    for (const [viewKey, { overlay }] of this.#panes) {
      const camera = this.#cameraOf(viewKey);
      if (this.#hovered === null || camera === null) overlay.setMark(null, { width: 1, height: 1 });
      else overlay.setMark(projectPoint(camera.camera.model, applyPose(invertPose(camera.camera.worldFromCamera), this.#hovered.world)), camera.image);
    }
  }

  #rigNow(conventions?: Conventions): SceneRig {
    return this.#rig.rigOf((viewKey) => this.#records.get(viewKey)?.record.frameIndex ?? null, conventions);
  }

  #frameOf(viewKey: string): ViewFrame | null {
    return this.#records.get(viewKey)?.record.frame ?? null;
  }

  #cameraOf(viewKey: string): StepCamera | null {
    return this.#step.cameras.find(({ camera }) => camera.viewKey === viewKey) ?? null;
  }
}
