import { Camera, Matrix4, Points, Scene, ShaderMaterial, Vector2, Vector3, Vector4, WebGLRenderer } from 'three';
import type { IUniform } from 'three';
import { SweepBuffers } from '../point-cloud/sweeps/sweep-buffers.ts';
import type { OverlaidSweep, PointsOverlay, PointsOverlayRequest } from './view-ports.ts';
import { surfaceOffset } from './depth-glsl.ts';
import { cameraFromScene } from './camera-from-scene.ts';
import { overlayFragmentShader, overlayVertexShader } from './overlay-shaders.ts';
import { projectionNumbers } from './projection-glsl.ts';

const behindSurface = new Vector2(surfaceOffset.share, surfaceOffset.metres);
const asItIs = new Vector2(1, 0);

/** A sweep's copy on this context. */
interface OverlaySweep {
  readonly buffers: SweepBuffers;
  readonly material: ShaderMaterial;
  readonly points: Points<SweepBuffers['geometry'], ShaderMaterial>;
  /** Which sweep it holds: the view's buffers and their version. */
  source: SweepBuffers | null;
  version: number;
}

/** Sweeps that are copied from one GPU context to another for each picture: it takes a while, and the next one comes soon. */
const mostCopies = 2;

/**
 * Draws sweeps as cameras see them, those of all LiDARs together, so that what one has seen hides what another one has. In
 * a context of its own, because a 3D view's canvas is opaque and on screen: here the points stand on nothing, and a pane
 * may be of any size. What it shares with the 3D views are the uniforms, so that colours and filters are the same; the
 * points are uploaded a second time, while overlays are wanted only.
 */
export class OverlayPoints implements PointsOverlay {
  readonly #renderer: WebGLRenderer;
  readonly #gl: WebGL2RenderingContext;
  readonly #canvas: OffscreenCanvas;
  readonly #scene = new Scene();
  readonly #camera = new Camera();
  /** Of the camera, for all sweeps. */
  readonly #shared = { cameraFocal: { value: new Vector4() }, cameraSpheres: { value: new Vector3() }, picturePlace: { value: new Vector4() }, behind: { value: asItIs } };
  #sweeps: OverlaySweep[] = [];

  private constructor(canvas: OffscreenCanvas, gl: WebGL2RenderingContext) {
    this.#canvas = canvas;
    this.#gl = gl;
    this.#renderer = new WebGLRenderer({ canvas, context: gl });
    this.#renderer.setClearColor(0, 0);
    this.#renderer.autoClear = false;
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

  render(sweeps: readonly OverlaidSweep[], { camera, place, size, pointSizePx }: PointsOverlayRequest): { source: OffscreenCanvas; isWhole: boolean } {
    const { focal, spheres } = projectionNumbers(camera.camera.model, camera.image);
    this.#shared.cameraFocal.value.set(...focal);
    this.#shared.cameraSpheres.value.set(...spheres);
    this.#shared.picturePlace.value.copy(clipPlace(place, size));
    const drawn = this.#takeIn(sweeps);
    for (const { sweep, own } of drawn) prepare(own, sweep, cameraFromScene(camera.camera.worldFromCamera, sweep.sceneOrigin));
    this.#fit(size);
    this.#renderer.clear();
    const surfaces = drawn.filter(({ sweep }) => sweep.surfacePx > 0);
    if (surfaces.length > 0) {
      this.#shared.behind.value = behindSurface;
      // Only their depth is wanted.
      for (const { sweep, own } of surfaces) fit(own, { sizePx: Math.max(sweep.surfacePx, pointSizePx), colorWrite: false });
      this.#draw(surfaces);
    }
    this.#shared.behind.value = asItIs;
    for (const { own } of drawn) fit(own, { sizePx: pointSizePx, colorWrite: true });
    this.#draw(drawn);
    return { source: this.#canvas, isWhole: drawn.length === sweeps.length };
  }

  dispose(): void {
    for (const own of this.#sweeps) release(own);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #draw(drawn: readonly { readonly own: OverlaySweep }[]): void {
    this.#scene.clear();
    this.#scene.add(...drawn.map(({ own }) => own.points));
    this.#renderer.render(this.#scene, this.#camera);
  }

  /** Uploads what is not here yet, in the place of sweeps that are no longer wanted; earlier ones a few at a time. */
  #takeIn(sweeps: readonly OverlaidSweep[]): { sweep: OverlaidSweep; own: OverlaySweep }[] {
    const held = new Map(sweeps.map((sweep) => [sweep, this.#sweeps.find(({ source, version }) => source === sweep.painted.buffers && version === sweep.painted.version)]));
    const kept = new Set(held.values());
    const free = this.#sweeps.filter((own) => !kept.has(own));
    let copies = 0;
    const drawn = sweeps.flatMap((sweep) => {
      const { painted } = sweep;
      let own = held.get(sweep);
      if (own === undefined) {
        if (painted.cloud === null && copies >= mostCopies) return [];
        own = free.pop() ?? this.#make();
        if (painted.cloud === null) {
          copies += 1;
          own.buffers.copyFrom(painted.buffers);
        } else own.buffers.fill(painted.cloud);
        own.buffers.setDrawCount(own.buffers.uploaded.pointCount);
        own.source = painted.buffers;
        own.version = painted.version;
      }
      return [{ sweep, own }];
    });
    for (const own of free) release(own);
    this.#sweeps = drawn.map(({ own }) => own);
    return drawn;
  }

  #make(): OverlaySweep {
    const buffers = new SweepBuffers(this.#gl);
    const own = { cameraFromScene: { value: new Matrix4() }, overlaySizePx: { value: 1 } };
    const material = new ShaderMaterial({ fragmentShader: overlayFragmentShader, uniforms: { ...this.#shared, ...own, ...unreadable() } });
    const points = new Points(buffers.geometry, material);
    points.frustumCulled = false;
    points.matrixAutoUpdate = false;
    return { buffers, material, points, source: null, version: 0 };
  }

  /** The canvas only grows, since panes of several sizes are drawn one after the other. */
  #fit({ width, height }: { width: number; height: number }): void {
    if (width > this.#canvas.width || height > this.#canvas.height) {
      this.#renderer.setSize(Math.max(width, this.#canvas.width), Math.max(height, this.#canvas.height), false);
    }
    this.#renderer.setViewport(0, this.#canvas.height - height, width, height);
  }
}

/** Drawn by the 3D view's own GPU context, which this one cannot read. */
function unreadable(): Record<string, IUniform> {
  return { imageDepths: { value: null }, imageHides: { value: false } };
}

/** Brings a sweep's copy to how the 3D view draws it. */
function prepare({ buffers, material, points }: OverlaySweep, { painted, imageColorGlsl }: OverlaidSweep, fromScene: Matrix4): void {
  buffers.bindValue(painted.buffers.valueField);
  if (buffers.changed !== painted.buffers.changed) buffers.setChanged(painted.buffers.changed);
  points.matrix.copy(painted.sceneFromPositions);
  points.matrixWorldNeedsUpdate = true;
  for (const [name, uniform] of Object.entries(painted.uniforms)) if (!(name in unreadable())) material.uniforms[name] = uniform;
  const { cameraFromScene: own } = material.uniforms;
  if (own !== undefined) own.value = fromScene;
  const vertexShader = overlayVertexShader(imageColorGlsl);
  if (material.vertexShader === vertexShader) return;
  material.vertexShader = vertexShader;
  material.needsUpdate = true;
}

function fit({ material }: OverlaySweep, { sizePx, colorWrite }: { readonly sizePx: number; readonly colorWrite: boolean }): void {
  const { overlaySizePx } = material.uniforms;
  if (overlaySizePx !== undefined) overlaySizePx.value = sizePx;
  material.colorWrite = colorWrite;
}

function release({ buffers, material }: OverlaySweep): void {
  buffers.dispose();
  material.dispose();
}

/** Where the picture's upper left corner is, and how far it reaches to the right and down, in clip coordinates. */
function clipPlace({ x, y, width, height }: PointsOverlayRequest['place'], size: PointsOverlayRequest['size']): Vector4 {
  return new Vector4((2 * x) / size.width - 1, 1 - (2 * y) / size.height, (2 * width) / size.width, (-2 * height) / size.height);
}
