import { Matrix4, Vector3 } from 'three';
import { CameraRig } from '../../renderer/panels/point-cloud/cameras/camera-rig.ts';
import type { SceneExtent } from '../../renderer/panels/point-cloud/scene-extent.ts';
import type { Follow, Projection, ViewPreset } from '../../renderer/viewing/scene-camera.ts';

const extent: SceneExtent = { min: [-40, -30, -2], max: [40, 30, 6], groundZ: -2, radiusM: 50, gridSpacingM: 10 };

/** A rig on a canvas that draws nothing: what the tests ask is where its camera is. */
class RigPanel {
  private readonly rig: CameraRig;
  private request: number | null = null;
  pictures = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.rig = new CameraRig(canvas, () => {
      this.request ??= requestAnimationFrame(() => {
        this.request = null;
        this.pictures += 1;
        this.rig.update();
      });
    });
    this.rig.setAspect(canvas.clientWidth / canvas.clientHeight);
    this.rig.look('orbit', extent);
  }

  /** At rest nothing is asked for. */
  get isAtRest(): boolean {
    return this.request === null;
  }

  look(preset: ViewPreset): void {
    this.rig.look(preset, extent);
  }

  fit(): void {
    this.rig.fit(extent);
  }

  project(projection: Projection): void {
    this.rig.setProjection(projection);
  }

  follow(follow: Follow): void {
    this.rig.setFollow(follow);
  }

  ego(x: number, y: number, headingRad: number): void {
    this.rig.moveEgo(new Matrix4().makeTranslation(x, y, 0).multiply(new Matrix4().makeRotationZ(headingRad)));
  }

  pivot(x: number, y: number, z: number): void {
    this.rig.setPivot(new Vector3(x, y, z));
  }

  eye(): number[] {
    return this.rig.camera.getWorldPosition(new Vector3()).toArray();
  }

  /** The camera's line of sight, a unit vector. */
  ahead(): number[] {
    return this.rig.camera.getWorldDirection(new Vector3()).toArray();
  }

  /** Where a point of the scene is in the picture, in CSS pixels. */
  pixelOf(x: number, y: number, z: number): { x: number; y: number } {
    const { camera } = this.rig;
    camera.updateMatrixWorld();
    const at = new Vector3(x, y, z).project(camera);
    return { x: ((at.x + 1) / 2) * innerWidth, y: ((1 - at.y) / 2) * innerHeight };
  }

  halfHeightM(): number {
    return this.rig.halfHeightM;
  }
}

declare global {
  var panel: RigPanel;
}

const canvas = document.querySelector('canvas');
if (canvas === null) throw new Error('There is no canvas.');
globalThis.panel = new RigPanel(canvas);
