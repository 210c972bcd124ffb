import { Mesh, Vector2 } from 'three';
import type { Camera, ShaderMaterial, Vector3 } from 'three';
import type { CanvasSize } from '../point-cloud/canvas-size.ts';
import type { SceneLayer } from '../point-cloud/scene-layer.ts';
import { InstancedQuads } from '../point-cloud/quads/instanced-quads.ts';
import { overSceneMaterial } from './over-scene-material.ts';

/** Across, in CSS pixels: that of the marks on pictures. */
const sizeCssPx = 18;

const vertexShader = /* glsl */ `
  attribute vec3 at;
  uniform vec2 viewport;
  uniform float sizePx;
  varying vec2 fromMiddle;
  void main() {
    fromMiddle = position.xy * 2.0 - 1.0;
    gl_Position = projectionMatrix * modelViewMatrix * vec4(at, 1.0);
    gl_Position.xy += fromMiddle * sizePx / viewport * gl_Position.w;
  }
`;

/** A white ring in a dark one, which is seen on any ground. */
const fragmentShader = /* glsl */ `
  varying vec2 fromMiddle;
  void main() {
    float radius = length(fromMiddle);
    float ring = 1.0 - smoothstep(0.1, 0.2, abs(radius - 0.72));
    float rim = 1.0 - smoothstep(0.2, 0.3, abs(radius - 0.72));
    gl_FragColor = vec4(vec3(ring), max(ring, 0.75 * rim));
  }
`;

/** A ring around a point of the scene, in front of everything. */
export class MarkLayer implements SceneLayer {
  readonly object: Mesh;
  readonly #quads = new InstancedQuads(3, [['at', 0]]);
  readonly #material: ShaderMaterial;
  readonly #viewport = new Vector2(1, 1);
  readonly #sizePx = { value: sizeCssPx };

  constructor() {
    this.#material = overSceneMaterial(vertexShader, fragmentShader, { viewport: { value: this.#viewport }, sizePx: this.#sizePx });
    this.object = new Mesh(this.#quads.geometry, this.#material);
    this.object.frustumCulled = false;
    this.object.renderOrder = 3;
    this.object.visible = false;
  }

  /** In scene coordinates; null takes it off. */
  place(at: Vector3 | null): void {
    this.#quads.clear();
    if (at !== null) this.#quads.add(at.toArray());
    this.#quads.commit();
    this.object.visible = at !== null;
  }

  beforeDraw(_camera: Camera, { width, height, pixelRatio }: CanvasSize): void {
    this.#viewport.set(width * pixelRatio, height * pixelRatio);
    this.#sizePx.value = sizeCssPx * pixelRatio;
  }

  dispose(): void {
    this.#quads.dispose();
    this.#material.dispose();
  }
}
