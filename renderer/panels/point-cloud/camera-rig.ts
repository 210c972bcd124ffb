import { PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { SceneExtent } from './scene-extent.ts';

/** From the scene to the camera at first: behind, to the right and above a vehicle that drives along x. */
const firstDirection = new Vector3(-0.72, -0.42, 0.52).normalize();
const fieldOfViewDegrees = 50;
const marginShare = 1.02;

/** The camera and what moves it: orbit, pan and zoom to the cursor, with Z up and distances that suit the scene. */
export class CameraRig {
  readonly camera = new PerspectiveCamera(fieldOfViewDegrees, 1, 0.1, 1_000);
  readonly #controls: OrbitControls;

  /** Calls `onMove` whenever the camera has moved, by hand or by its own momentum. */
  constructor(canvas: HTMLCanvasElement, onMove: () => void) {
    this.camera.up.set(0, 0, 1);
    this.camera.position.copy(firstDirection);
    this.#controls = new OrbitControls(this.camera, canvas);
    this.#controls.enableDamping = true;
    this.#controls.dampingFactor = 0.18;
    this.#controls.zoomToCursor = true;
    this.#controls.zoomSpeed = 1.4;
    // Panning slides over the ground rather than up into the sky.
    this.#controls.screenSpacePanning = false;
    this.#controls.addEventListener('change', onMove);
  }

  setAspect(aspect: number): void {
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
  }

  /** Frames a scene from the present direction. */
  fit(extent: SceneExtent): void {
    const direction = this.camera.position.clone().sub(this.#controls.target).normalize();
    this.#frame(extent, direction.lengthSq() === 0 ? firstDirection : direction);
  }

  /** Frames a scene from the direction of the first view. */
  reset(extent: SceneExtent): void {
    this.#frame(extent, firstDirection);
  }

  /** Lets momentum act for one picture, which may call `onMove`. */
  update(): void {
    this.#controls.update();
  }

  dispose(): void {
    this.#controls.dispose();
  }

  #frame(extent: SceneExtent, direction: Vector3): void {
    const center = new Vector3(...extent.min).add(new Vector3(...extent.max)).multiplyScalar(0.5);
    this.camera.position.copy(center).add(direction);
    this.camera.lookAt(center);
    const distance = marginShare * this.#distanceToHold(extent, center);
    this.camera.position.copy(center).addScaledVector(direction, distance);
    this.camera.near = extent.radiusM / 1_000;
    this.camera.far = extent.radiusM * 60;
    this.camera.updateProjectionMatrix();
    this.#controls.target.copy(center);
    this.#controls.minDistance = extent.radiusM / 200;
    this.#controls.maxDistance = extent.radiusM * 15;
    this.#controls.update();
  }

  /** The least distance from `center`, along the present direction of sight, at which the whole box is in the picture. */
  #distanceToHold(extent: SceneExtent, center: Vector3): number {
    const slopeY = Math.tan((fieldOfViewDegrees * Math.PI) / 360);
    const slopeX = slopeY * this.camera.aspect;
    const toCamera = this.camera.quaternion.clone().invert();
    let distance = 0;
    for (let corner = 0; corner < 8; corner++) {
      const seen = new Vector3(
        (corner & 1 ? extent.max : extent.min)[0],
        (corner & 2 ? extent.max : extent.min)[1],
        (corner & 4 ? extent.max : extent.min)[2],
      );
      seen.sub(center).applyQuaternion(toCamera);
      distance = Math.max(distance, Math.abs(seen.x) / slopeX + seen.z, Math.abs(seen.y) / slopeY + seen.z);
    }
    return distance;
  }
}
