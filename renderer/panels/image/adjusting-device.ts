import type { Adjustments } from '../../viewing/adjustments.ts';
import { adjustmentTable } from './adjusted-value.ts';
import { saturationShader, tableShader, vertexShader } from './adjustment-shaders.ts';
import type { Rectangle } from './fit.ts';
import { linkProgram, ProgramUniforms } from './shader-program.ts';

/** Texture units. */
const canvasUnit = 0;
const tableUnit = 1;

interface Program {
  readonly program: WebGLProgram;
  readonly uniforms: ProgramUniforms;
}

/** One context of WebGL2 and what it draws adjustments with; of no more use once the context is lost. */
export class AdjustingDevice {
  /** Holds what was drawn last, in its bottom left corner. */
  readonly canvas: OffscreenCanvas;
  private readonly gl: WebGL2RenderingContext;
  private readonly byTable: Program;
  private readonly bySaturation: Program;

  private constructor(canvas: OffscreenCanvas, gl: WebGL2RenderingContext) {
    this.canvas = canvas;
    this.gl = gl;
    this.byTable = prepare(gl, tableShader);
    this.bySaturation = prepare(gl, saturationShader);
    for (const unit of [canvasUnit, tableUnit]) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
      for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    }
  }

  /** Null where the browser gives no WebGL2. */
  static create(): AdjustingDevice | null {
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false });
    return gl === null || gl.isContextLost() ? null : new AdjustingDevice(canvas, gl);
  }

  get isLost(): boolean {
    return this.gl.isContextLost();
  }

  /** Draws an area (whole pixels) of `source` adjusted; false if the context went meanwhile. */
  draw(source: HTMLCanvasElement | OffscreenCanvas, area: Rectangle, adjustments: Adjustments): boolean {
    const { gl, canvas } = this;
    // No larger than it has to be: all of it is read back where the GPU is software.
    if (canvas.width !== area.width) canvas.width = area.width;
    if (canvas.height !== area.height) canvas.height = area.height;
    gl.viewport(0, 0, area.width, area.height);
    gl.activeTexture(gl.TEXTURE0 + canvasUnit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
    const { uniforms } = adjustments.saturation === 1 ? this.useTable(adjustments) : this.useSaturation(adjustments);
    uniforms.setInteger('canvas', canvasUnit);
    uniforms.setVector('origin', { x: area.x, y: area.y + area.height - 1 });
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return !gl.isContextLost();
  }

  private useTable(adjustments: Adjustments): Program {
    const { gl, byTable } = this;
    gl.useProgram(byTable.program);
    gl.activeTexture(gl.TEXTURE0 + tableUnit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, 256, 1, 0, gl.RED, gl.UNSIGNED_BYTE, adjustmentTable(adjustments));
    byTable.uniforms.setInteger('table', tableUnit);
    return byTable;
  }

  private useSaturation({ exposureStops, gamma, contrast, saturation, isInverted }: Adjustments): Program {
    const { gl, bySaturation } = this;
    const { uniforms } = bySaturation;
    gl.useProgram(bySaturation.program);
    uniforms.setNumber('exposure', 2 ** exposureStops);
    uniforms.setNumber('exponent', 1 / gamma);
    uniforms.setNumber('contrast', contrast);
    uniforms.setNumber('saturation', saturation);
    uniforms.setInteger('isInverted', isInverted ? 1 : 0);
    return bySaturation;
  }
}

function prepare(gl: WebGL2RenderingContext, fragmentShader: string): Program {
  const program = linkProgram(gl, vertexShader, fragmentShader);
  return { program, uniforms: new ProgramUniforms(gl, program) };
}
