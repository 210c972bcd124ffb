import { blend, linear, material, tint } from './material.ts';
import type { Material, SemanticLabel } from './material.ts';
import { distanceToEdge } from './solid.ts';

export type VehicleLabel = Extract<SemanticLabel, 'car' | 'van' | 'bus'>;

/** What one vehicle is made of. */
export interface VehicleMaterials {
  readonly paint: Material;
  /** Painted below, dark sill along the lower edge. */
  readonly flank: Material;
  /** A window in a painted frame. */
  readonly glass: Material;
  /** Windows divided by a pillar every `pillarEvery` metres. */
  readonly sideGlass: Material;
  readonly trim: Material;
  readonly tyre: Material;
  readonly headlamp: Material;
  readonly tailLamp: Material;
  readonly plate: Material;
}

const sill = linear('#23262a');
const rim = linear('#9aa0a6');

/** `hex` is the paint; `reflectivity` of paint varies much between cars in real sweeps, hence a parameter. */
export function vehicleMaterials(
  label: VehicleLabel,
  hex: string,
  reflectivity: number,
  pillarEvery: number,
): VehicleMaterials {
  const paint = material(label, hex, { gloss: 0.07, reflectivity });
  const inFrame = (pillars: boolean) =>
    material(label, '#0b0f13', {
      gloss: 0.14,
      reflectivity: 6,
      faceTexture: (sample, face) => {
        const fromPillar = Math.abs(sample.u - face.width / 2 - Math.round((sample.u - face.width / 2) / pillarEvery) * pillarEvery);
        const depth = Math.min(distanceToEdge(face, sample.u, sample.v), pillars ? fromPillar - 0.01 : Infinity);
        const frame = Math.min(1, Math.max(0, (0.06 - depth) / Math.max(0.02, sample.footprintU) + 0.5));
        blend(sample, paint.color, frame);
        sample.gloss += (paint.gloss - sample.gloss) * frame;
        if (frame > 0.5) sample.reflectivity = reflectivity;
      },
    });
  return {
    paint,
    flank: material(label, hex, {
      gloss: 0.07,
      reflectivity,
      faceTexture: (sample, face) => {
        const fade = Math.min(1, Math.max(0, (0.14 - sample.v) / 0.03));
        blend(sample, sill, fade);
        // Door gaps and the crease above the sill: what makes a slab of paint read as a car.
        const seam = Math.max(0, 1 - Math.abs(sample.u - face.width * 0.47) / Math.max(0.02, sample.footprintU));
        tint(sample, 1 - 0.55 * seam * (sample.footprintU < 0.04 ? 1 : 0.3));
        tint(sample, 0.86 + 0.14 * Math.min(1, Math.max(0, (sample.v - 0.3) / 0.12)));
      },
    }),
    glass: inFrame(false),
    sideGlass: inFrame(true),
    trim: material(label, '#1c1f22', { reflectivity: 12 }),
    tyre: material(label, '#15171a', {
      reflectivity: 10,
      faceTexture: (sample, face) => {
        const fromHub = Math.hypot(sample.u - face.width / 2, sample.v - face.height / 2) / (face.height / 2);
        if (face.width < face.height * 0.8 || fromHub > 0.66) return;
        blend(sample, rim, 0.85);
        const spoke = Math.cos(5 * Math.atan2(sample.v - face.height / 2, sample.u - face.width / 2));
        if (fromHub > 0.2 && spoke < 0.1) tint(sample, 0.35);
        sample.reflectivity = 90;
      },
    }),
    headlamp: material(label, '#f4f3ea', { gloss: 0.1, reflectivity: 120 }),
    tailLamp: material(label, '#9e1b1b', { gloss: 0.1, reflectivity: 150 }),
    plate: material(label, '#e6e3d2', { reflectivity: 230 }),
  };
}
