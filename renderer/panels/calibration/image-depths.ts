import { Camera, DepthTexture, Matrix4, NearestFilter, Points, Scene, ShaderMaterial, UnsignedIntType, Vector2, Vector3, Vector4, WebGLRenderTarget } from 'three';
import type { WebGLRenderer } from 'three';
import type { PaintedSweep } from '../point-cloud/sweeps/painted-sweep.ts';
import type { DrawnCamera } from './frustum-layer.ts';
import { maxCameras } from './image-atlas.ts';
import { cameraFromScene } from './camera-from-scene.ts';
import { depthGlsl, surfaceOffset } from './depth-glsl.ts';
import { projectionGlsl, projectionNumbers } from './projection-glsl.ts';

/** Of each camera's part, in pixels: about as fine as a sweep's points lie. */
const cell = { width: 256, height: 192 } as const;
const columns = 4;
const rows = Math.ceil(maxCameras / columns);

const vertexShader = /* glsl */ `
  ${projectionGlsl}
  ${depthGlsl}
  uniform mat4 cameraFromScene;
  uniform vec4 cameraFocal;
  uniform vec3 cameraSpheres;
  uniform float surfacePx;
  void main() {
    vec3 seen = projectToImage((cameraFromScene * modelMatrix * vec4(position, 1.0)).xyz, cameraFocal, cameraSpheres);
    bool isBeside = seen.z < nearestM || any(lessThan(seen.xy, vec2(0.0))) || any(greaterThan(seen.xy, vec2(1.0)));
    gl_PointSize = surfacePx;
    gl_Position = isBeside ? vec4(2.0, 2.0, 2.0, 1.0) : vec4(seen.xy * 2.0 - 1.0, clipDepth(seen.z * ${surfaceOffset.share.toFixed(3)} + ${surfaceOffset.metres.toFixed(3)}), 1.0);
  }
`;

/**
 * How far away the nearest surface of a sweep is in every direction of each camera, so that a point takes its colour only
 * from cameras that see it and not what stands before it. Rows grow downwards, like those of the pictures.
 */
export class ImageDepths {
  readonly #target = new WebGLRenderTarget(columns * cell.width, rows * cell.height, { depthTexture: new DepthTexture(columns * cell.width, rows * cell.height, UnsignedIntType), minFilter: NearestFilter, magFilter: NearestFilter });
  readonly #material: ShaderMaterial;
  readonly #scene = new Scene();
  readonly #camera = new Camera();

  constructor() {
    this.#material = new ShaderMaterial({
      vertexShader,
      fragmentShader: 'void main() { gl_FragColor = vec4(1.0); }',
      uniforms: { cameraFromScene: { value: new Matrix4() }, cameraFocal: { value: new Vector4() }, cameraSpheres: { value: new Vector3() }, surfacePx: { value: 1 } },
      colorWrite: false,
    });
  }

  get texture(): DepthTexture | null {
    return this.#target.depthTexture;
  }

  /** The part of a camera, by its place among those drawn: left, top, width and height in parts of the texture. */
  static cellOf(index: number): Vector4 {
    return new Vector4((index % columns) / columns, Math.floor(index / columns) / rows, 1 / columns, 1 / rows);
  }

  /** `surfacePxOf`: how large a point must be drawn in a part to close to a surface. */
  render(renderer: WebGLRenderer, { buffers, sceneFromPositions }: PaintedSweep, cameras: readonly DrawnCamera[], sceneOrigin: readonly [number, number, number], surfacePxOf: (camera: DrawnCamera, place: { x: number; y: number; width: number; height: number }) => number): void {
    const points = new Points(buffers.geometry, this.#material);
    points.frustumCulled = false;
    points.matrixAutoUpdate = false;
    points.matrix.copy(sceneFromPositions);
    this.#scene.clear();
    this.#scene.add(points);
    const before = renderer.getRenderTarget();
    renderer.setRenderTarget(this.#target);
    renderer.clear(true, true, false);
    const corner = new Vector2();
    for (const [index, camera] of cameras.slice(0, maxCameras).entries()) {
      const { focal, spheres } = projectionNumbers(camera.camera.model, camera.image);
      const { uniforms } = this.#material;
      const values = { cameraFromScene: cameraFromScene(camera.camera.worldFromCamera, sceneOrigin), cameraFocal: new Vector4(...focal), cameraSpheres: new Vector3(...spheres), surfacePx: surfacePxOf(camera, { x: 0, y: 0, ...cell }) };
      for (const [name, value] of Object.entries(values)) {
        const uniform = uniforms[name];
        if (uniform !== undefined) uniform.value = value;
      }
      corner.set((index % columns) * cell.width, Math.floor(index / columns) * cell.height);
      this.#target.viewport.set(corner.x, corner.y, cell.width, cell.height);
      renderer.setRenderTarget(this.#target);
      renderer.render(this.#scene, this.#camera);
    }
    renderer.setRenderTarget(before);
    this.#scene.clear();
  }

  dispose(): void {
    this.#target.depthTexture?.dispose();
    this.#target.dispose();
    this.#material.dispose();
  }
}
