import { CustomBlending, Mesh, OneMinusSrcAlphaFactor, PlaneGeometry, ShaderMaterial, SrcAlphaFactor, Vector2, Vector3 } from 'three';
import type { SceneExtent } from './scene-extent.ts';

const vertexShader = /* glsl */ `
  varying vec2 groundXy;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    groundXy = world.xy;
    gl_Position = projectionMatrix * viewMatrix * world;
  }
`;

// Lines one pixel wide at any distance, from the rate at which the ground coordinate changes between pixels (as in
// Evan Wallace, "Anti-Aliased Grid Shader", 2015). Lines too close to tell apart fade rather than shimmer.
const fragmentShader = /* glsl */ `
  uniform vec3 color;
  uniform vec2 center;
  uniform float spacing;
  uniform float reach;
  varying vec2 groundXy;
  float lines(float step) {
    vec2 at = groundXy / step;
    vec2 pixel = max(fwidth(at), vec2(1e-6));
    vec2 nearness = 1.0 - clamp(abs(fract(at - 0.5) - 0.5) / pixel, 0.0, 1.0);
    vec2 room = 1.0 - smoothstep(0.08, 0.35, pixel);
    return max(nearness.x * room.x, nearness.y * room.y);
  }
  void main() {
    float fade = 1.0 - smoothstep(0.25, 1.0, distance(groundXy, center) / reach);
    float strength = max(0.5 * lines(spacing), lines(10.0 * spacing));
    gl_FragColor = vec4(color, 0.55 * strength * fade);
  }
`;

/** How far the grid reaches, in radii of the scene. */
const reachInRadii = 3;

/**
 * A grid in metres on the ground, fading out with distance. It is drawn before the points and leaves no depth, so that
 * it never flickers through or hides points that lie in its plane.
 */
export class GroundGrid {
  readonly mesh: Mesh<PlaneGeometry, ShaderMaterial>;

  constructor() {
    const material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      // Not `transparent`, by which three would draw it after the points.
      blending: CustomBlending,
      blendSrc: SrcAlphaFactor,
      blendDst: OneMinusSrcAlphaFactor,
      depthTest: false,
      depthWrite: false,
      uniforms: {
        color: { value: new Vector3(1, 1, 1) },
        center: { value: new Vector2() },
        spacing: { value: 10 },
        reach: { value: 100 },
      },
    });
    this.mesh = new Mesh(new PlaneGeometry(2, 2), material);
  }

  setColor(color: readonly [number, number, number]): void {
    this.#set('color', new Vector3(...color));
  }

  /** `moved`: how far from where it was measured the scene has gone since; the lines stay where they are in the world. */
  place(extent: SceneExtent, moved: Vector3): void {
    const center = new Vector3((extent.min[0] + extent.max[0]) / 2, (extent.min[1] + extent.max[1]) / 2, extent.groundZ).add(moved);
    const reach = reachInRadii * extent.radiusM;
    this.mesh.position.copy(center);
    this.mesh.scale.setScalar(reach);
    this.#set('center', new Vector2(center.x, center.y));
    this.#set('spacing', extent.gridSpacingM);
    this.#set('reach', reach);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  #set(name: string, value: unknown): void {
    const uniform = this.mesh.material.uniforms[name];
    if (uniform !== undefined) uniform.value = value;
  }
}
