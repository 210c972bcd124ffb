import { isNeutral, type Adjustments } from '../../viewing/adjustments.ts';
import type { Rectangle, Size } from '../image/fit.ts';
import type { Point } from './wipe-geometry.ts';
import { fragmentShader, shaderModes, vertexShader } from './picture-shader.ts';
import { PictureTexture, type Picture } from './picture-texture.ts';
import { linkProgram, ProgramUniforms } from './shader-program.ts';

/** A picture, where it lies in the area (device pixels), and how it is changed. */
export interface PictureLayer {
  readonly picture: Picture;
  /** The caller's own, from `createTexture`, so that a picture drawn again is not uploaded again. */
  readonly texture: PictureTexture;
  readonly place: Rectangle;
  readonly adjustments: Adjustments;
}

/** How two layers are put together; `point` in device pixels, `normal` from A to B. */
export type Composition =
  | { readonly mode: 'wipe'; readonly point: Point; readonly normal: Point }
  | { readonly mode: 'difference'; readonly gain: number }
  | { readonly mode: 'blend'; readonly opacity: number };

/**
 * Draws adjusted and compared pictures by WebGL2, for all panes of the page in one context, because browsers take the
 * oldest context away when there are more than a few. What it drew is copied onto the pane's own 2D canvas at once.
 */
export class PictureGpu {
  private readonly canvas: OffscreenCanvas;
  private readonly gl: WebGL2RenderingContext;
  private readonly restoredListeners = new Set<() => void>();
  private uniforms: ProgramUniforms;
  /** Counts contexts: textures of an earlier one are gone. */
  private generation = 0;

  private constructor(canvas: OffscreenCanvas, gl: WebGL2RenderingContext) {
    this.canvas = canvas;
    this.gl = gl;
    this.uniforms = prepare(gl);
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.generation += 1;
      this.uniforms = prepare(gl);
      for (const listener of this.restoredListeners) listener();
    });
  }

  /** Null where the browser gives no WebGL2. */
  static create(): PictureGpu | null {
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false });
    return gl === null ? null : new PictureGpu(canvas, gl);
  }

  createTexture(): PictureTexture {
    return new PictureTexture();
  }

  releaseTexture(texture: PictureTexture): void {
    texture.release(this.gl, this.generation);
  }

  /** Calls `listener` when a lost context is back and pictures can be drawn again; returns the unsubscriber. */
  onRestored(listener: () => void): () => void {
    this.restoredListeners.add(listener);
    return () => this.restoredListeners.delete(listener);
  }

  /** Replaces what is on `target` by one layer. False, and nothing is drawn, while the context is lost. */
  drawSingle(target: CanvasRenderingContext2D, layer: PictureLayer): boolean {
    return this.draw(target, layer, layer, () => this.uniforms.setInteger('mode', shaderModes.single));
  }

  /** Replaces what is on `target` by two layers put together. False, and nothing is drawn, while the context is lost. */
  drawComposition(target: CanvasRenderingContext2D, a: PictureLayer, b: PictureLayer, composition: Composition): boolean {
    return this.draw(target, a, b, () => {
      const { uniforms } = this;
      uniforms.setInteger('mode', shaderModes[composition.mode]);
      switch (composition.mode) {
        case 'wipe':
          uniforms.setVector('wipePoint', composition.point);
          uniforms.setVector('wipeNormal', composition.normal);
          break;
        case 'difference':
          uniforms.setNumber('gain', composition.gain);
          break;
        case 'blend':
          uniforms.setNumber('opacity', composition.opacity);
          break;
      }
    });
  }

  private draw(target: CanvasRenderingContext2D, a: PictureLayer, b: PictureLayer, compose: () => void): boolean {
    const { gl, canvas, uniforms } = this;
    const { width, height } = target.canvas;
    if (gl.isContextLost()) return false;
    if (width === 0 || height === 0) return true;
    this.growTo(target.canvas);
    gl.viewport(0, 0, width, height);
    a.texture.bind(gl, this.generation, 0, a.picture, a.place);
    b.texture.bind(gl, this.generation, b === a ? 0 : 1, b.picture, b.place);
    uniforms.setInteger('imageA', 0);
    uniforms.setInteger('imageB', b === a ? 0 : 1);
    this.describe('a', a);
    this.describe('b', b);
    uniforms.setNumber('areaHeight', height);
    compose();
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    // The context may go at any moment; a picture that was not drawn must not replace one that was.
    if (gl.isContextLost()) return false;
    target.clearRect(0, 0, width, height);
    target.imageSmoothingEnabled = false;
    target.drawImage(canvas, 0, canvas.height - height, width, height, 0, 0, width, height);
    return true;
  }

  private describe(name: 'a' | 'b', { place, adjustments }: PictureLayer): void {
    const { uniforms } = this;
    const { exposureStops, gamma, contrast, saturation, isInverted } = adjustments;
    uniforms.setRectangle(`${name}.place`, place);
    uniforms.setNumber(`${name}.exposure`, 2 ** exposureStops);
    uniforms.setNumber(`${name}.gamma`, 1 / gamma);
    uniforms.setNumber(`${name}.contrast`, contrast);
    uniforms.setNumber(`${name}.saturation`, saturation);
    uniforms.setInteger(`${name}.isInverted`, isInverted ? 1 : 0);
    uniforms.setInteger(`${name}.isNeutral`, isNeutral(adjustments) ? 1 : 0);
  }

  /** Panes of different sizes take turns: a canvas that only grows is made anew seldom. */
  private growTo({ width, height }: Size): void {
    const { canvas } = this;
    if (canvas.width < width) canvas.width = width;
    if (canvas.height < height) canvas.height = height;
  }
}

function prepare(gl: WebGL2RenderingContext): ProgramUniforms {
  const program = linkProgram(gl, vertexShader, fragmentShader);
  gl.useProgram(program);
  return new ProgramUniforms(gl, program);
}

let shared: PictureGpu | null | undefined;

/** The page's one `PictureGpu`, made when first asked for; null where the browser gives no WebGL2. */
export function sharedPictureGpu(): PictureGpu | null {
  shared ??= PictureGpu.create();
  return shared;
}

