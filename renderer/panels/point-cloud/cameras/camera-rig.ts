import CameraControls from 'camera-controls';
import { Box3, Matrix4, OrthographicCamera, PerspectiveCamera, Quaternion, Raycaster, Sphere, Spherical, Vector2, Vector3, Vector4 } from 'three';
import type { Follow, Navigation, Projection, ViewPreset } from '../../../viewing/scene-camera.ts';
import type { SceneExtent } from '../scene-extent.ts';
import { followEgo, headingOf, type Sight } from './ego-motion.ts';
import { fitExtent } from './fit-distance.ts';
import { FlyKeys, type Flight } from './fly-keys.ts';
import { directionOf } from './preset-directions.ts';

CameraControls.install({ THREE: { Vector2, Vector3, Vector4, Quaternion, Matrix4, Spherical, Box3, Sphere, Raycaster } });

const fieldOfViewDegrees = 50;
const fieldOfViewRad = (fieldOfViewDegrees * Math.PI) / 180;
const marginShare = 1.02;
/** A person's eyes, above the ego's own zero, which is mostly on the ground or on the roof. */
const eyeHeightM = 1.6;
/** Of the scene's radius, in a second. */
const flyShare = 0.35;
const fastFactor = 4;
/** A step after a rest takes as long as a picture of the screen, not as long as the rest. */
const longestStepMs = 50;
/** Of the scene's radius: looking around turns about a point just before the eye. */
const lookShare = 1e-3;

const { ACTION } = CameraControls;

/**
 * The cameras of a scene and what moves them: orbit, pan, and zoom to the cursor; looking around and flying; views from
 * usual sides; perspective or orthographic; along with the ego or not. Z is up, distances suit the scene.
 */
export class CameraRig {
  private readonly perspective = new PerspectiveCamera(fieldOfViewDegrees, 1, 0.1, 1_000);
  private readonly orthographic = new OrthographicCamera(-1, 1, 1, -1, -1_000, 1_000);
  private readonly controls: CameraControls;
  private readonly keys: FlyKeys;
  private readonly onMove: () => void;
  private readonly canvas: HTMLCanvasElement;
  private extent: SceneExtent | null = null;
  private sceneFromEgo: Matrix4 | null = null;
  private follow: Follow = 'heading';
  private navigation: Navigation = 'orbit';
  private aspect = 1;
  private steppedAtMs: number | null = null;
  private moving = false;

  /** Calls `onMove` whenever another picture is due, by hand or by the camera's own momentum. */
  constructor(canvas: HTMLCanvasElement, onMove: () => void) {
    this.canvas = canvas;
    this.onMove = onMove;
    for (const camera of [this.perspective, this.orthographic]) camera.up.set(0, 0, 1);
    this.perspective.position.copy(directionOf('orbit', 0));
    this.controls = new CameraControls(this.perspective, canvas);
    this.controls.updateCameraUp();
    this.controls.smoothTime = 0.12;
    this.controls.draggingSmoothTime = 0.05;
    this.controls.dollyToCursor = true;
    for (const type of ['controlstart', 'control', 'wake', 'transitionstart'] as const) this.controls.addEventListener(type, onMove);
    this.keys = new FlyKeys(canvas, onMove);
    canvas.addEventListener('wheel', this.flyByWheel, { passive: true });
  }

  /** What to draw with: one of two, as the projection says. */
  get camera(): PerspectiveCamera | OrthographicCamera {
    return this.controls.camera === this.orthographic ? this.orthographic : this.perspective;
  }

  /** By hand, momentum or keys: a moment in which pictures may be drafts. */
  get isMoving(): boolean {
    return this.moving;
  }

  get projection(): Projection {
    return this.camera === this.orthographic ? 'orthographic' : 'perspective';
  }

  setAspect(aspect: number): void {
    this.aspect = aspect;
    this.perspective.aspect = aspect;
    this.perspective.updateProjectionMatrix();
    this.shapeOrthographic(this.orthographic.top);
  }

  /** Makes a scene the measure of speeds and limits, without moving the camera. */
  measureBy(extent: SceneExtent): void {
    this.extent = extent;
    const { radiusM } = extent;
    this.perspective.near = radiusM / 1_000;
    this.perspective.far = radiusM * 60;
    this.perspective.updateProjectionMatrix();
    this.orthographic.near = -radiusM * 60;
    this.orthographic.far = radiusM * 60;
    this.orthographic.updateProjectionMatrix();
    this.limitDistance();
  }

  /** Frames a scene from the present direction. */
  fit(extent: SceneExtent): void {
    const { eye, target } = this.sight();
    const direction = eye.sub(target);
    this.frame(extent, direction.lengthSq() < 1e-12 ? directionOf('orbit', this.headingRad()) : direction.normalize());
  }

  /** Frames a scene from a usual side; `first-person` looks out of the ego, or of the scene's zero where there is none. */
  look(preset: ViewPreset, extent: SceneExtent): void {
    const direction = directionOf(preset, this.headingRad());
    if (preset !== 'first-person') {
      this.frame(extent, direction);
      return;
    }
    this.measureBy(extent);
    this.setProjection('perspective');
    this.setNavigation('look');
    const ego = this.sceneFromEgo === null ? new Vector3() : new Vector3().setFromMatrixPosition(this.sceneFromEgo);
    const eye = ego.add(new Vector3(0, 0, eyeHeightM));
    this.place({ eye, target: eye.clone().addScaledVector(direction, this.lookDistanceM()) });
  }

  /** Looks at a point from where the camera is: what dragging then turns the scene about. */
  setPivot(point: Vector3): void {
    if (this.navigation === 'look') this.setNavigation('orbit');
    void this.controls.setTarget(point.x, point.y, point.z, true);
  }

  /** Puts the camera at a place, looking at another, without a transition. */
  place({ eye, target }: Sight): void {
    void this.controls.setFocalOffset(0, 0, 0, false);
    void this.controls.setLookAt(eye.x, eye.y, eye.z, target.x, target.y, target.z, false);
    this.onMove();
  }

  /** Where it is going to be once momentum is spent. */
  sight(): Sight {
    return { eye: this.controls.getPosition(new Vector3(), true), target: this.controls.getTarget(new Vector3(), true) };
  }

  /** Half the height of the picture at the point that is looked at, in metres: what both projections have in common. */
  get halfHeightM(): number {
    return this.projection === 'perspective' ? this.controls.distance * Math.tan(fieldOfViewRad / 2) : this.orthographic.top / this.orthographic.zoom;
  }

  /** The other projection of the same picture, as far as that can be. */
  setProjection(projection: Projection): void {
    if (projection === this.projection) return;
    const { eye, target } = this.sight();
    const { halfHeightM } = this;
    if (projection === 'orthographic') {
      this.shapeOrthographic(halfHeightM);
      this.orthographic.zoom = 1;
      this.controls.camera = this.orthographic;
      void this.controls.zoomTo(1, false);
    } else {
      this.controls.camera = this.perspective;
      const direction = eye.clone().sub(target).normalize();
      eye.copy(target).addScaledVector(direction, halfHeightM / Math.tan(fieldOfViewRad / 2));
    }
    this.assignButtons();
    this.place({ eye, target });
  }

  setNavigation(navigation: Navigation): void {
    if (navigation === this.navigation) return;
    const { eye, target } = this.sight();
    this.navigation = navigation;
    const isLook = navigation === 'look';
    if (isLook) this.setProjection('perspective');
    this.limitDistance();
    // Turning one's head goes the other way than turning the scene.
    const turn = isLook ? -0.35 : 1;
    this.controls.azimuthRotateSpeed = turn;
    this.controls.polarRotateSpeed = turn;
    this.assignButtons();
    const direction = target.clone().sub(eye).normalize();
    const distanceM = isLook ? this.lookDistanceM() : (this.extent?.radiusM ?? 1) / 2;
    this.place({ eye, target: eye.clone().addScaledVector(direction, distanceM) });
  }

  setFollow(follow: Follow): void {
    this.follow = follow;
  }

  /** Tells where the ego is now, null where nobody knows; the camera goes along as it was told to. */
  moveEgo(sceneFromEgo: Matrix4 | null): void {
    const before = this.sceneFromEgo;
    this.sceneFromEgo = sceneFromEgo === null ? null : sceneFromEgo.clone();
    if (before === null || sceneFromEgo === null || this.follow === 'none' || before.equals(sceneFromEgo)) return;
    this.place(followEgo(this.sight(), before, sceneFromEgo, this.follow));
  }

  /** The scene's zero has moved: everything stays where it is in the world. */
  shiftOrigin(shift: Vector3): void {
    const { eye, target } = this.sight();
    this.sceneFromEgo?.premultiply(new Matrix4().makeTranslation(shift));
    this.place({ eye: eye.add(shift), target: target.add(shift) });
  }

  /** Looks as another rig does at this moment, with its projection; draws only if that is anything new. */
  adopt(other: CameraRig): void {
    if (other.extent !== null && other.extent !== this.extent) this.measureBy(other.extent);
    this.setNavigation(other.navigation);
    this.setProjection(other.projection);
    const eye = other.controls.getPosition(new Vector3(), false);
    const target = other.controls.getTarget(new Vector3(), false);
    if (this.projection === 'orthographic' && this.halfHeightM !== other.halfHeightM) {
      this.shapeOrthographic(other.halfHeightM);
      void this.controls.zoomTo(1, false);
    }
    const own = this.sight();
    if (!own.eye.equals(eye) || !own.target.equals(target)) this.place({ eye, target });
  }

  /** Calls `listener` when a person takes hold of this camera; returns the unsubscriber. */
  onTaken(listener: () => void): () => void {
    const taking = new AbortController();
    for (const type of ['pointerdown', 'wheel', 'keydown'] as const) this.canvas.addEventListener(type, listener, { passive: true, signal: taking.signal, capture: true });
    return () => taking.abort();
  }

  /** Lets keys and momentum act until now; asks for another picture while they go on. */
  update(): void {
    const nowMs = performance.now();
    const stepMs = this.steppedAtMs === null ? 16 : Math.min(nowMs - this.steppedAtMs, longestStepMs);
    const { flight } = this.keys;
    if (flight !== null) this.fly(flight, stepMs / 1_000);
    const hasMoved = this.controls.update(stepMs / 1_000);
    this.moving = hasMoved || flight !== null;
    this.steppedAtMs = this.moving ? nowMs : null;
    if (this.moving) this.onMove();
  }

  dispose(): void {
    this.canvas.removeEventListener('wheel', this.flyByWheel);
    this.keys.dispose();
    this.controls.dispose();
  }

  private readonly flyByWheel = ({ deltaY }: WheelEvent): void => {
    if (this.navigation !== 'look') return;
    void this.controls.forward((-Math.sign(deltaY) * (this.extent?.radiusM ?? 1)) / 40, true);
  };

  private fly({ forward, right, up, isFast }: Flight, seconds: number): void {
    const speed = flyShare * (this.extent?.radiusM ?? 1) * (isFast ? fastFactor : 1);
    const { eye, target } = this.sight();
    const ahead = target.clone().sub(eye).normalize();
    const aside = ahead.clone().cross(this.perspective.up).normalize();
    const step = ahead.multiplyScalar(forward).addScaledVector(aside, right).addScaledVector(this.perspective.up, up);
    step.multiplyScalar(speed * seconds);
    this.place({ eye: eye.add(step), target: target.add(step) });
  }

  private frame(extent: SceneExtent, direction: Vector3): void {
    this.setNavigation('orbit');
    this.measureBy(extent);
    const posed = new PerspectiveCamera();
    posed.up.copy(this.perspective.up);
    posed.position.copy(direction);
    posed.lookAt(0, 0, 0);
    const { center, distanceM, halfHeightM } = fitExtent(extent, posed.quaternion, this.aspect, fieldOfViewRad);
    if (this.projection === 'orthographic') {
      this.shapeOrthographic(halfHeightM * marginShare);
      void this.controls.zoomTo(1, false);
    }
    this.place({ eye: center.clone().addScaledVector(direction, distanceM * marginShare), target: center });
  }

  /** Neither zooming nor panning means anything about a point just before the eye: the wheel flies. */
  private assignButtons(): void {
    const isLook = this.navigation === 'look';
    const zoom = this.projection === 'orthographic' ? ACTION.ZOOM : ACTION.DOLLY;
    this.controls.mouseButtons.wheel = isLook ? ACTION.NONE : zoom;
    this.controls.mouseButtons.right = isLook ? ACTION.NONE : ACTION.TRUCK;
  }

  private headingRad(): number {
    return this.sceneFromEgo === null ? 0 : headingOf(this.sceneFromEgo);
  }

  private lookDistanceM(): number {
    return (this.extent?.radiusM ?? 1) * lookShare;
  }

  private limitDistance(): void {
    const radiusM = this.extent?.radiusM ?? 1;
    const isLook = this.navigation === 'look';
    this.controls.minDistance = isLook ? this.lookDistanceM() : radiusM / 200;
    this.controls.maxDistance = isLook ? this.lookDistanceM() : radiusM * 15;
  }

  private shapeOrthographic(halfHeightM: number): void {
    this.orthographic.top = halfHeightM;
    this.orthographic.bottom = -halfHeightM;
    this.orthographic.right = halfHeightM * this.aspect;
    this.orthographic.left = -halfHeightM * this.aspect;
    this.orthographic.updateProjectionMatrix();
  }
}
