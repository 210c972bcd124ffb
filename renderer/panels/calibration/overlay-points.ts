import { Camera, Matrix4, Points, Scene, ShaderMaterial, Vector2, Vector3, Vector4, WebGLRenderer } from 'three';
import type { IUniform } from 'three';
import type { PaintedSweep } from '../point-cloud/point-scene.ts';
import { SweepBuffers } from '../point-cloud/sweeps/sweep-buffers.ts';
import type { PointsOverlayRequest } from './view-ports.ts';
import { surfaceOffset } from './depth-glsl.ts';
import { cameraFromScene } from './camera-from-scene.ts';
import { overlayFragmentShader, overlayVertexShader } from './overlay-shaders.ts';
import { projectionNumbers } from './projection-glsl.ts';

const behindSurface = new Vector2(surfaceOffset.share, surfaceOffset.metres);
const asItIs = new Vector2(1, 0);

/**
 * Draws a sweep as cameras see it. In a context of its own, because the 3D view's canvas is opaque and on screen: here the
 * points stand on nothing, and a pane may be of any size. What it shares with the 3D view are the uniforms, by value, so
 * that colours and filters are the same; the points are uploaded a second time, while overlays are wanted only.
 */
export class OverlayPoints {
  readonly #renderer: WebGLRenderer;
  readonly #gl: WebGL2RenderingContext;
  readonly #canvas: OffscreenCanvas;
  readonly #buffers: SweepBuffers;
  readonly #material = new ShaderMaterial({ fragmentShader: overlayFragmentShader, uniforms: overlayUniforms() });
  readonly #scene = new Scene();
  readonly #points: Points<SweepBuffers['geometry'], ShaderMaterial>;
  readonly #camera = new Camera();
  #cloud: PaintedSweep['placed']['sweep']['cloud'] | null = null;

  private constructor(canvas: OffscreenCanvas, gl: WebGL2RenderingContext) {
    this.#canvas = canvas;
    this.#gl = gl;
    this.#renderer = new WebGLRenderer({ canvas, context: gl });
    this.#renderer.setClearColor(0, 0);
    this.#renderer.autoClear = false;
    this.#buffers = new SweepBuffers(gl);
    this.#points = new Points(this.#buffers.geometry, this.#material);
    this.#points.frustumCulled = false;
    this.#points.matrixAutoUpdate = false;
    this.#scene.add(this.#points);
  }

  /** Null where the browser gives no further context. */
  static create(): OverlayPoints | null {
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, stencil: false });
    return gl === null || gl.isContextLost() ? null : new OverlayPoints(canvas, gl);
  }

  get isLost(): boolean {
    return this.#gl.isContextLost();
  }

  /** `surfacePx`: across, of what a point stands for when it hides others; 0: none does. The upper left part of the canvas is the overlay. */
  render(painted: PaintedSweep, { camera, place, size, pointSizePx }: PointsOverlayRequest, sceneOrigin: readonly [number, number, number], surfacePx: number): OffscreenCanvas {
    this.#takeIn(painted);
    const uniforms = this.#material.uniforms;
    const { focal, spheres } = projectionNumbers(camera.camera.model, camera.image);
    set(uniforms, 'cameraFromScene', cameraFromScene(camera.camera.worldFromCamera, sceneOrigin));
    set(uniforms, 'cameraFocal', new Vector4(...focal));
    set(uniforms, 'cameraSpheres', new Vector3(...spheres));
    set(uniforms, 'picturePlace', clipPlace(place, size));
    this.#fit(size);
    const renderer = this.#renderer;
    renderer.clear();
    if (surfacePx > 0) {
      // Only their depth is wanted.
      this.#material.colorWrite = false;
      this.#draw(Math.max(surfacePx, pointSizePx), behindSurface);
      this.#material.colorWrite = true;
    }
    this.#draw(pointSizePx, asItIs);
    return this.#canvas;
  }

  dispose(): void {
    this.#buffers.dispose();
    this.#material.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #draw(sizePx: number, behind: Vector2): void {
    set(this.#material.uniforms, 'overlaySizePx', sizePx);
    set(this.#material.uniforms, 'behind', behind);
    this.#renderer.render(this.#scene, this.#camera);
  }

  #takeIn({ placed, uniforms, valueField, imageColorGlsl }: PaintedSweep): void {
    if (this.#cloud !== placed.sweep.cloud) {
      this.#cloud = placed.sweep.cloud;
      this.#buffers.fill(placed.sweep.cloud);
      this.#buffers.setDrawCount(placed.sweep.cloud.pointCount);
    }
    this.#buffers.bindValue(valueField);
    this.#points.matrix.copy(placed.sceneFromPositions);
    this.#points.matrixWorldNeedsUpdate = true;
    for (const [name, { value }] of Object.entries(uniforms)) set(this.#material.uniforms, name, value);
    // Drawn by the 3D view's own GPU context, which this one cannot read.
    set(this.#material.uniforms, 'imageDepths', null);
    set(this.#material.uniforms, 'imageHides', false);
    const vertexShader = overlayVertexShader(imageColorGlsl);
    if (this.#material.vertexShader === vertexShader) return;
    this.#material.vertexShader = vertexShader;
    this.#material.needsUpdate = true;
  }

  /** The canvas only grows, since panes of several sizes are drawn one after the other. */
  #fit({ width, height }: { width: number; height: number }): void {
    if (width > this.#canvas.width || height > this.#canvas.height) {
      this.#renderer.setSize(Math.max(width, this.#canvas.width), Math.max(height, this.#canvas.height), false);
    }
    this.#renderer.setViewport(0, this.#canvas.height - height, width, height);
  }
}

function overlayUniforms(): Record<string, IUniform> {
  return { cameraFromScene: { value: new Matrix4() }, cameraFocal: { value: new Vector4() }, cameraSpheres: { value: new Vector3() }, picturePlace: { value: new Vector4() }, overlaySizePx: { value: 1 }, behind: { value: asItIs } };
}

function set(uniforms: Record<string, IUniform>, name: string, value: unknown): void {
  const known = uniforms[name];
  if (known === undefined) uniforms[name] = { value };
  else known.value = value;
}

/** Where the picture's upper left corner is, and how far it reaches to the right and down, in clip coordinates. */
function clipPlace({ x, y, width, height }: PointsOverlayRequest['place'], size: PointsOverlayRequest['size']): Vector4 {
  return new Vector4((2 * x) / size.width - 1, 1 - (2 * y) / size.height, (2 * width) / size.width, (-2 * height) / size.height);
}
