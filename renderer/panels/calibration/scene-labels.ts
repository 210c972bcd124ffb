import { Matrix4, Mesh, Vector2, Vector4 } from 'three';
import type { Camera, ShaderMaterial } from 'three';
import type { Vector } from '../../geometry/rigid-transform.ts';
import type { CanvasSize } from '../point-cloud/canvas-size.ts';
import { InstancedQuads } from '../point-cloud/quads/instanced-quads.ts';
import type { LineColor } from '../point-cloud/quads/scene-lines.ts';
import { moveInside, type LabelRoom } from './label-room.ts';
import { overSceneMaterial } from './over-scene-material.ts';
import { TextAtlas, textHeightPx, type TextPlace } from './text-atlas.ts';

/** A short text over a place in the scene. */
export interface SceneLabel {
  readonly text: string;
  readonly at: Vector;
  /** Of the line below it. */
  readonly color: LineColor;
}

/** On screen, in CSS pixels. */
const heightPx = 15;

const vertexShader = /* glsl */ `
  attribute vec3 at;
  attribute vec3 place;
  attribute vec3 color;
  uniform vec2 viewport;
  uniform float heightPx;
  uniform float textHeightPx;
  uniform float textureSidePx;
  varying vec2 textAt;
  varying vec3 barColor;
  varying float down;

  void main() {
    vec4 clip = projectionMatrix * modelViewMatrix * vec4(at, 1.0);
    if (clip.w <= 1e-3) {
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      return;
    }
    // On whole pixels, so that letters stay sharp; upwards from the place itself, and as moveInside has it at the borders.
    vec2 base = floor((clip.xy / clip.w * 0.5 + 0.5) * viewport);
    vec2 sizePx = vec2(place.z, textHeightPx) * heightPx / textHeightPx;
    vec2 from = floor(clamp(base - vec2(0.5 * sizePx.x, 0.0), vec2(0.0), max(viewport - sizePx, 0.0)));
    vec2 corner = from + position.xy * sizePx;
    gl_Position = vec4((corner / viewport * 2.0 - 1.0) * clip.w, clip.z, clip.w);
    textAt = (place.xy + vec2(position.x * place.z, (1.0 - position.y) * textHeightPx)) / textureSidePx;
    barColor = color;
    down = (1.0 - position.y) * heightPx;
  }
`;

const fragmentShader = /* glsl */ `
  uniform sampler2D texts;
  uniform float heightPx;
  varying vec2 textAt;
  varying vec3 barColor;
  varying float down;
  void main() {
    gl_FragColor = down > heightPx - heightPx / 9.0 ? vec4(barColor, 1.0) : texture2D(texts, textAt);
  }
`;

/** Texts in the scene, of one size on screen, drawn in one go without a thought of the page's layout. */
export class SceneLabels {
  readonly mesh: Mesh;
  readonly #quads = new InstancedQuads(9, [['at', 0], ['place', 3], ['color', 6]]);
  readonly #material: ShaderMaterial;
  readonly #atlas = new TextAtlas();
  readonly #viewport = new Vector2(1, 1);
  readonly #heightPx = { value: heightPx };
  #placed: readonly { readonly label: SceneLabel; readonly place: TextPlace }[] = [];

  constructor() {
    this.#material = overSceneMaterial(vertexShader, fragmentShader, {
      viewport: { value: this.#viewport },
      heightPx: this.#heightPx,
      textHeightPx: { value: textHeightPx },
      textureSidePx: { value: this.#atlas.sidePx },
      texts: { value: this.#atlas.texture },
    });
    this.mesh = new Mesh(this.#quads.geometry, this.#material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 2;
    this.mesh.visible = false;
  }

  /** In scene coordinates; they are shown by `arrange`. */
  set(labels: readonly SceneLabel[]): void {
    const places = this.#atlas.placesOf([...new Set(labels.map(({ text }) => text))]);
    this.#placed = labels.flatMap((label) => {
      const place = places.get(label.text);
      return place === undefined ? [] : [{ label, place }];
    });
  }

  /** Before every picture: those that have room on it, the nearest first. */
  arrange(camera: Camera, { width, height, pixelRatio }: CanvasSize, room: LabelRoom): void {
    this.#viewport.set(width * pixelRatio, height * pixelRatio);
    this.#heightPx.value = heightPx * pixelRatio;
    const clipFromScene = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    const seen = this.#placed.flatMap(({ label, place }) => {
      const clip = new Vector4(...label.at, 1).applyMatrix4(clipFromScene);
      return clip.w <= 1e-3 ? [] : [{ label, place, depth: clip.z / clip.w, x: ((clip.x / clip.w + 1) / 2) * width, y: ((1 - clip.y / clip.w) / 2) * height }];
    });
    this.#quads.clear();
    for (const { label, place, x, y } of seen.toSorted((a, b) => a.depth - b.depth)) {
      const half = (place.width * heightPx) / textHeightPx / 2;
      const bounds = moveInside({ left: x - half, right: x + half, top: y - heightPx, bottom: y }, { width, height });
      if (bounds !== null && room.take(bounds)) this.#quads.add(label.at, [place.x, place.y, place.width], label.color);
    }
    this.#quads.commit();
    this.mesh.visible = this.#quads.count > 0;
  }

  dispose(): void {
    this.#quads.dispose();
    this.#material.dispose();
    this.#atlas.dispose();
  }
}
