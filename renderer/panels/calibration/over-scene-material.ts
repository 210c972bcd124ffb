import { CustomBlending, OneFactor, OneMinusSrcAlphaFactor, ShaderMaterial } from 'three';
import type { IUniform } from 'three';

/** A material of what lies over everything in the scene whatever its depth; its colours are multiplied by their alpha already. */
export function overSceneMaterial(vertexShader: string, fragmentShader: string, uniforms: Record<string, IUniform>): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader,
    fragmentShader,
    uniforms,
    transparent: true,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    depthTest: false,
    depthWrite: false,
  });
}
