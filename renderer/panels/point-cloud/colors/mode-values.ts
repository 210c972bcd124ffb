import { Vector3 } from 'three';
import type { PlacedSweep } from '../sweeps/place-sweep.ts';

/** What a mode that goes by a number colours by. */
export type ColorScalar = { readonly by: 'height' } | { readonly by: 'range' } | { readonly by: 'field'; readonly name: string };

/** Values of some points; a value is `values[i] + zero`, finite or not. */
export interface ValueSample {
  readonly values: Float32Array;
  readonly zero: number;
}

/**
 * What a sweep's points are coloured by, of an even sample of at most `limit` of them: for ranges and histograms. The
 * first points are such a sample where a reader has spread them; else every so many points are taken. Even, and not
 * random, so that the same cloud always gives the same colours. `sceneZ` is the world's height at the scene's zero.
 */
export function sampleValues({ sweep, sceneFromPositions, sensor }: PlacedSweep, scalar: ColorScalar, sceneZ: number, limit: number): ValueSample {
  const { cloud } = sweep;
  const count = Math.min(cloud.pointCount, limit);
  const stride = cloud.spread === 1 ? Math.max(1, cloud.pointCount / limit) : 1;
  const values = new Float32Array(count);
  const fill = (valueAt: (index: number) => number) => {
    for (let k = 0; k < count; k++) values[k] = valueAt(Math.floor(k * stride));
  };
  switch (scalar.by) {
    case 'height': {
      const [, , zx, , , , zy, , , , zz, , , , z] = sceneFromPositions.elements;
      fill((i) => zx * coordinate(cloud.positions, 3 * i) + zy * coordinate(cloud.positions, 3 * i + 1) + zz * coordinate(cloud.positions, 3 * i + 2) + z);
      return { values, zero: sceneZ };
    }
    case 'range': {
      const point = new Vector3();
      fill((i) => point.fromArray(cloud.positions, 3 * i).distanceTo(sensor));
      return { values, zero: 0 };
    }
    case 'field': {
      const field = cloud.fields.find(({ name }) => name === scalar.name);
      if (field === undefined) return { values: new Float32Array(), zero: 0 };
      fill((i) => coordinate(field.values, i));
      return { values, zero: field.offset };
    }
  }
}

const coordinate = (values: Float32Array, index: number) => values[index] ?? Number.NaN;
