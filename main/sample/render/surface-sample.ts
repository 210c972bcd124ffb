import { semanticLabels } from '../scene/material.ts';
import type { SurfaceSample } from '../scene/material.ts';
import type { Surface } from './raster.ts';

/** A sample with nothing filled in; one is enough for a whole sweep or image. */
export const emptySample = (): SurfaceSample => ({
  x: 0,
  y: 0,
  z: 0,
  u: 0,
  v: 0,
  footprintU: 0,
  footprintV: 0,
  red: 0,
  green: 0,
  blue: 0,
  gloss: 0,
  reflectivity: 0,
  label: 0,
});

/** Fills the sample's appearance from the surface it lies on; x, y, z and the footprints are set already. */
export function sampleSurface(sample: SurfaceSample, surface: Surface): void {
  const { material } = surface;
  sample.red = material.color[0];
  sample.green = material.color[1];
  sample.blue = material.color[2];
  sample.gloss = material.gloss;
  sample.reflectivity = material.reflectivity;
  sample.label = semanticLabels[material.label];
  if (material.worldTexture !== null) material.worldTexture(sample);
  if (material.faceTexture !== null && surface.kind === 'face') {
    const { uAxis, vAxis } = surface;
    sample.u = uAxis[0] * sample.x + uAxis[1] * sample.y + uAxis[2] * sample.z - surface.uStart;
    sample.v = vAxis[0] * sample.x + vAxis[1] * sample.y + vAxis[2] * sample.z - surface.vStart;
    material.faceTexture(sample, surface);
  }
}
