import { BufferAttribute, BufferGeometry, DoubleSide, Group, Mesh, Quaternion, Raycaster, ShaderMaterial, Vector2, Vector4 } from 'three';
import type { Camera, Texture } from 'three';
import type { RigCamera } from '../../geometry/scene-rig.ts';
import { unprojectPoint } from '../../geometry/camera-model.ts';
import { applyPose, type Vector } from '../../geometry/rigid-transform.ts';
import type { Size } from '../image/fit.ts';
import type { CanvasSize } from '../point-cloud/canvas-size.ts';
import type { SceneLayer } from '../point-cloud/scene-layer.ts';
import { frustumShape, type FrustumShape } from './frustum-shape.ts';
import type { LabelRoom } from './label-room.ts';
import { SceneLabels } from './scene-labels.ts';
import { SceneLines } from '../point-cloud/quads/scene-lines.ts';

/** A camera as it is drawn. */
export interface DrawnCamera {
  readonly camera: RigCamera;
  /** The size in pixels that its calibration is for. */
  readonly image: Size;
  /** Its picture on the texture: left, top, right, bottom; null without one. */
  readonly cell: Vector4 | null;
}

const lineColor = [0.86, 0.88, 0.92] as const;

const vertexShader = /* glsl */ `
  uniform vec4 cell;
  varying vec2 imageAt;
  void main() {
    imageAt = mix(cell.xy, cell.zw, uv);
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  }
`;

const fragmentShader = /* glsl */ `
  uniform sampler2D images;
  varying vec2 imageAt;
  void main() {
    gl_FragColor = vec4(texture2D(images, imageAt).rgb, 1.0);
  }
`;

interface Frustum {
  readonly viewKey: string;
  /** What its shape follows from. */
  readonly shapeKey: string;
  readonly shape: FrustumShape;
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  hasPicture: boolean;
}

/** The cameras in the scene: where they are, what they see, with the live picture on the image plane, and their names. */
export class FrustumLayer implements SceneLayer {
  readonly object = new Group();
  readonly #images: Texture;
  readonly #room: LabelRoom;
  readonly #lines = new SceneLines(1);
  readonly #labels = new SceneLabels();
  readonly #frusta = new Map<string, Frustum>();

  /** `images`: the texture on which the pictures are. `room`: of the texts on a picture, cleared before each. */
  constructor(images: Texture, room: LabelRoom) {
    this.#images = images;
    this.#room = room;
    this.object.add(this.#lines.mesh, this.#labels.mesh);
  }

  /** `sizeM`: from the camera to its image plane. */
  show(cameras: readonly DrawnCamera[], sizeM: number, sceneFromWorld: (point: Vector) => Vector): void {
    const keys = new Set(cameras.map(({ camera }) => camera.viewKey));
    for (const frustum of this.#frusta.values()) if (!keys.has(frustum.viewKey)) this.#remove(frustum);
    this.#lines.clear();
    for (const { camera, image, cell } of cameras) {
      const frustum = this.#frustumOf(camera, image);
      const { shape, mesh } = frustum;
      const { worldFromCamera } = camera;
      mesh.position.set(...sceneFromWorld(worldFromCamera.translation));
      mesh.quaternion.copy(new Quaternion(...worldFromCamera.rotation));
      mesh.scale.setScalar(sizeM);
      frustum.hasPicture = cell !== null;
      const uniform = mesh.material.uniforms['cell'];
      if (uniform !== undefined && cell !== null) uniform.value = cell;
      const inScene = (point: Vector) => sceneFromWorld(applyPose(worldFromCamera, [point[0] * sizeM, point[1] * sizeM, point[2] * sizeM]));
      for (const [start, end] of shape.lines) this.#lines.add(inScene(start), inScene(end), lineColor);
    }
    this.#lines.commit();
    this.#labels.set(cameras.map(({ camera, image }) => ({ text: camera.viewKey, at: sceneFromWorld(aboveImage(camera, image, sizeM)), color: lineColor })));
  }

  beforeDraw(camera: Camera, size: CanvasSize): void {
    // Whoever looks out of a camera wants to see what it saw, not its picture.
    for (const { mesh, hasPicture } of this.#frusta.values()) mesh.visible = hasPicture && camera.position.distanceTo(mesh.position) > mesh.scale.x / 2;
    this.#lines.fitTo(size);
    this.#labels.arrange(camera, size, this.#room);
  }

  /** The view of the nearest image plane under a place of the picture, −1 to 1 to the right and upwards; null where there is none. */
  viewKeyAt(at: Vector2, camera: Camera): string | null {
    const raycaster = new Raycaster();
    raycaster.setFromCamera(at, camera);
    const meshes = [...this.#frusta.values()].map(({ mesh }) => mesh);
    this.object.updateWorldMatrix(true, true);
    const [nearest] = raycaster.intersectObjects(meshes.filter(({ visible }) => visible));
    return [...this.#frusta.values()].find(({ mesh }) => mesh === nearest?.object)?.viewKey ?? null;
  }

  dispose(): void {
    for (const frustum of this.#frusta.values()) this.#remove(frustum);
    this.#lines.dispose();
    this.#labels.dispose();
  }

  #frustumOf(camera: RigCamera, image: Size): Frustum {
    const { fx, fy, cx, cy, xi, alpha } = camera.model;
    const shapeKey = [fx, fy, cx, cy, xi, alpha, image.width, image.height].join(' ');
    const known = this.#frusta.get(camera.viewKey);
    if (known?.shapeKey === shapeKey) return known;
    if (known !== undefined) this.#remove(known);
    const shape = frustumShape(camera.model, image);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(shape.positions, 3));
    geometry.setAttribute('uv', new BufferAttribute(shape.uvs, 2));
    geometry.setIndex(new BufferAttribute(shape.indices, 1));
    const uniforms = { images: { value: this.#images }, cell: { value: new Vector4(0, 0, 1, 1) } };
    const mesh = new Mesh(geometry, new ShaderMaterial({ vertexShader, fragmentShader, uniforms, side: DoubleSide }));
    const frustum = { viewKey: camera.viewKey, shapeKey, shape, mesh, hasPicture: false };
    this.#frusta.set(camera.viewKey, frustum);
    this.object.add(mesh);
    return frustum;
  }

  #remove({ viewKey, mesh }: Frustum): void {
    this.#frusta.delete(viewKey);
    mesh.removeFromParent();
    mesh.geometry.dispose();
    mesh.material.dispose();
  }
}

/** A place on a canvas, in CSS pixels from its top left corner, as `viewKeyAt` takes it. */
export function normalizedPlace(xCss: number, yCss: number, { width, height }: Size): Vector2 {
  return new Vector2((2 * xCss) / width - 1, 1 - (2 * yCss) / height);
}

/** In the world: the middle of the image's upper border, where cameras that are close together are apart. */
function aboveImage({ model, worldFromCamera }: RigCamera, image: Size, sizeM: number): Vector {
  const ray = unprojectPoint(model, { u: image.width / 2, v: 0 }) ?? unprojectPoint(model, { u: image.width / 2, v: image.height / 2 }) ?? [0, 0, 1];
  const scale = model.xi === 0 && model.alpha === 0 ? sizeM / ray[2] : sizeM;
  return applyPose(worldFromCamera, [ray[0] * scale, ray[1] * scale, ray[2] * scale]);
}
