import { ShaderMaterial } from 'three';
import { noImageColorGlsl } from './color-glsl.ts';
import type { ImageColors } from './image-colors.ts';
import { pickFragmentShader, pickVertexShader, pointFragmentShader, pointVertexShader } from './point-shaders.ts';
import { createSharedUniforms, createSweepUniforms } from './point-uniforms.ts';
import type { SweepUniforms } from './point-uniforms.ts';

/** What draws one sweep, and what draws the numbers of its points. Both have the same uniforms. */
export interface SweepMaterials {
  readonly draw: ShaderMaterial;
  readonly pick: ShaderMaterial;
  readonly uniforms: SweepUniforms;
}

/**
 * The materials of a view's sweeps. Everything that a person can change about points is a uniform or a small texture, so
 * that it costs nothing per point: there are two programs, however many sweeps. Colours go to the screen as they are
 * computed (sRGB), past three's colour management.
 */
export class PointMaterials {
  readonly shared = createSharedUniforms();
  readonly #made = new Set<SweepMaterials>();
  #imageColors: ImageColors | null = null;

  get hasImageColors(): boolean {
    return this.#imageColors !== null;
  }

  /** Defines `imageColor`. */
  get imageColorGlsl(): string {
    return this.#imageColors?.glsl ?? noImageColorGlsl;
  }

  make(): SweepMaterials {
    const uniforms = createSweepUniforms();
    const all = { ...this.shared, ...uniforms };
    const draw = new ShaderMaterial({ fragmentShader: pointFragmentShader, uniforms: { ...all } });
    const pick = new ShaderMaterial({ vertexShader: pickVertexShader, fragmentShader: pickFragmentShader, uniforms: all });
    const materials = { draw, pick, uniforms };
    this.#made.add(materials);
    this.#compose(materials);
    return materials;
  }

  /** Ends with one sweep's materials. */
  release(materials: SweepMaterials): void {
    this.#made.delete(materials);
    materials.draw.dispose();
    materials.pick.dispose();
  }

  /** Gives the cameras' colours, or takes them away: another program, the same buffers. */
  setImageColors(imageColors: ImageColors | null): void {
    this.#imageColors = imageColors;
    for (const materials of this.#made) this.#compose(materials);
  }

  dispose(): void {
    for (const materials of this.#made) this.release(materials);
    this.shared.colormap.value.dispose();
    this.shared.hiddenClasses.value.dispose();
  }

  #compose({ draw }: SweepMaterials): void {
    draw.vertexShader = pointVertexShader(this.imageColorGlsl);
    // In place: three keeps the object that a program was first drawn with.
    Object.assign(draw.uniforms, this.#imageColors?.uniforms);
    draw.needsUpdate = true;
  }
}
