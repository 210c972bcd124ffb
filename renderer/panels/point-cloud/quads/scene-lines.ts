import { DoubleSide, Mesh, ShaderMaterial, Vector2 } from 'three';
import type { CanvasSize } from '../canvas-size.ts';
import type { Vector } from '../../../geometry/rigid-transform.ts';
import { InstancedQuads } from './instanced-quads.ts';

/** sRGB, 0 to 1. */
export type LineColor = readonly [red: number, green: number, blue: number];

/** A quad for each line, turned to the viewer: WebGL's own lines are one pixel thin on every display. */
const vertexShader = /* glsl */ `
  attribute vec3 start;
  attribute vec3 end;
  attribute vec3 color;
  uniform vec2 viewport;
  uniform float widthPx;
  varying vec3 lineColor;

  void main() {
    lineColor = color;
    vec4 a = projectionMatrix * modelViewMatrix * vec4(start, 1.0);
    vec4 b = projectionMatrix * modelViewMatrix * vec4(end, 1.0);
    // What lies behind the eye is cut off, or it would come out mirrored.
    float nearW = 1e-3;
    if (a.w < nearW && b.w < nearW) {
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      return;
    }
    if (a.w < nearW) a = mix(a, b, (nearW - a.w) / (b.w - a.w));
    if (b.w < nearW) b = mix(b, a, (nearW - b.w) / (a.w - b.w));
    vec2 along = (b.xy / b.w - a.xy / a.w) * viewport;
    float lengthPx = length(along);
    vec2 aside = lengthPx < 1e-4 ? vec2(0.0, 1.0) : vec2(-along.y, along.x) / lengthPx;
    vec4 at = position.x < 0.5 ? a : b;
    gl_Position = at + vec4(aside * (2.0 * position.y - 1.0) * widthPx / viewport * at.w, 0.0, 0.0);
  }
`;

const fragmentShader = /* glsl */ `
  varying vec3 lineColor;
  void main() {
    gl_FragColor = vec4(lineColor, 1.0);
  }
`;

/** Straight lines in the scene, some pixels wide, in colours that go to the screen as they are. */
export class SceneLines {
  readonly mesh: Mesh;
  readonly #quads = new InstancedQuads(9, [['start', 0], ['end', 3], ['color', 6]]);
  readonly #material: ShaderMaterial;
  readonly #viewport = new Vector2(1, 1);
  readonly #widthPx: { value: number };
  readonly #cssWidthPx: number;

  /** `widthPx` in CSS pixels. */
  constructor(widthPx: number) {
    this.#cssWidthPx = widthPx;
    this.#widthPx = { value: widthPx };
    this.#material = new ShaderMaterial({ vertexShader, fragmentShader, uniforms: { viewport: { value: this.#viewport }, widthPx: this.#widthPx }, side: DoubleSide });
    this.mesh = new Mesh(this.#quads.geometry, this.#material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  /** Forgets all lines; new ones are shown with `commit`. */
  clear(): void {
    this.#quads.clear();
  }

  /** In scene coordinates. */
  add(start: Vector, end: Vector, color: LineColor): void {
    this.#quads.add(start, end, color);
  }

  commit(): void {
    this.#quads.commit();
    this.mesh.visible = this.#quads.count > 0;
  }

  /** Before every picture. */
  fitTo({ width, height, pixelRatio }: CanvasSize): void {
    this.#viewport.set(width * pixelRatio, height * pixelRatio);
    this.#widthPx.value = this.#cssWidthPx * pixelRatio;
  }

  dispose(): void {
    this.#quads.dispose();
    this.#material.dispose();
  }
}
