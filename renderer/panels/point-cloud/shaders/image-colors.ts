import type { IUniform } from 'three';

/**
 * How points get the colours that cameras see, for `image` mode. `glsl` declares the uniforms that it needs and defines
 * `vec4 imageColor(vec3 scenePoint)`, called once a point in the vertex shader: sRGB, and alpha 0 where no camera sees the
 * point, which then has the neutral colour. Textures and uniforms stay the giver's own; whoever changes them asks for a
 * redraw.
 */
export interface ImageColors {
  readonly glsl: string;
  readonly uniforms: Readonly<Record<string, IUniform>>;
}
