import { ClampToEdgeWrapping, DataTexture, LinearFilter, ShaderMaterial, Vector2, Vector3 } from 'three';
import { rampPixels } from './colormap.ts';
import type { ColormapName } from './colormap.ts';

const textureLength = 256;

const vertexShader = /* glsl */ `
  attribute float scalar;
  uniform float sizePx;
  uniform vec2 range;
  uniform bool isByHeight;
  varying float colorAt;
  void main() {
    float value = isByHeight ? position.z : scalar;
    colorAt = (value - range.x) / (range.y - range.x);
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    gl_PointSize = sizePx;
  }
`;

const fragmentShader = /* glsl */ `
  uniform sampler2D colormap;
  uniform vec3 neutral;
  uniform bool isNeutral;
  uniform float sizePx;
  varying float colorAt;
  void main() {
    // Round from the size at which corners show.
    if (sizePx > 2.5 && distance(gl_PointCoord, vec2(0.5)) > 0.5) discard;
    gl_FragColor = vec4(isNeutral ? neutral : texture2D(colormap, vec2(clamp(colorAt, 0.0, 1.0), 0.5)).rgb, 1.0);
  }
`;

/** How points are coloured; `range` is in the terms of the buffers, origin and offset taken off. */
export type PointColoring =
  | { readonly by: 'height' | 'scalar'; readonly colormap: ColormapName; readonly range: { min: number; max: number } }
  | { readonly by: 'nothing'; readonly color: readonly [number, number, number] };

/**
 * Draws points from a scalar through a colormap texture: mode, range and size are uniforms, so that changing them costs
 * nothing per point. Colours go to the screen as the map has them (sRGB), past three's colour management.
 */
export class PointMaterial {
  readonly material: ShaderMaterial;
  readonly #textures: Readonly<Record<ColormapName, DataTexture>>;

  constructor() {
    this.#textures = { turbo: colormapTexture('turbo'), viridis: colormapTexture('viridis') };
    this.material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: {
        sizePx: { value: 2 },
        range: { value: new Vector2(0, 1) },
        isByHeight: { value: true },
        colormap: { value: this.#textures.turbo },
        neutral: { value: new Vector3(1, 1, 1) },
        isNeutral: { value: false },
      },
    });
  }

  /** In pixels of the drawing buffer. */
  setSize(sizePx: number): void {
    this.#set('sizePx', sizePx);
  }

  setColoring(coloring: PointColoring): void {
    this.#set('isNeutral', coloring.by === 'nothing');
    if (coloring.by === 'nothing') {
      this.#set('neutral', new Vector3(...coloring.color));
      return;
    }
    this.#set('isByHeight', coloring.by === 'height');
    this.#set('colormap', this.#textures[coloring.colormap]);
    this.#set('range', new Vector2(coloring.range.min, coloring.range.max));
  }

  dispose(): void {
    this.material.dispose();
    for (const texture of Object.values(this.#textures)) texture.dispose();
  }

  #set(name: string, value: unknown): void {
    const uniform = this.material.uniforms[name];
    if (uniform !== undefined) uniform.value = value;
  }
}

function colormapTexture(name: ColormapName): DataTexture {
  const texture = new DataTexture(rampPixels(name, textureLength), textureLength, 1);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}
