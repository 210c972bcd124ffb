import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCloud, CloudBuilder } from '../../../../../renderer/decode/point-cloud/cloud-builder.ts';
import { layOutColumns } from '../../../../../renderer/decode/point-cloud/lay-out-columns.ts';
import type { Column, ScalarType } from '../../../../../renderer/decode/point-cloud/point-layout.ts';
import { scalarSize } from '../../../../../renderer/decode/point-cloud/point-layout.ts';

const details = { format: 'pcd', viewpoint: null, warnings: [] } as const;

/** Written anew here, a value at a time. */
function valueAt(view: DataView, type: ScalarType, at: number): number {
  if (type === 'int64') return Number(view.getBigInt64(at, true));
  if (type === 'uint64') return Number(view.getBigUint64(at, true));
  if (type === 'float32') return view.getFloat32(at, true);
  if (type === 'float64') return view.getFloat64(at, true);
  const bits = 8 * scalarSize[type];
  const raw = bits === 8 ? view.getUint8(at) : bits === 16 ? view.getUint16(at, true) : view.getUint32(at, true);
  return type.startsWith('u') || raw < 2 ** (bits - 1) ? raw : raw - 2 ** bits;
}

const types = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const satisfies readonly ScalarType[];

/** What LiDAR drivers write, and anything else, in any order, with gaps. */
const records = fc.oneof(
  fc.constantFrom<ScalarType[]>(
    ['float32', 'float32', 'float32'],
    ['float32', 'float32', 'float32', 'float32'],
    ['float32', 'float32', 'float32', 'float32', 'float64', 'uint16'],
    ['float32', 'float32', 'float32', 'uint16', 'float32', 'uint8', 'float64', 'float32', 'uint16'],
    ['float64', 'float64', 'float64', 'uint8'],
  ),
  fc.array(fc.constantFrom(...types), { minLength: 3, maxLength: 8 }),
);

test('every column of every type lands where it belongs, whatever the record and the number of points', () => {
  fc.assert(
    fc.property(records, fc.nat(40), fc.nat(7), fc.integer({ min: 1, max: 13 }), fc.nat(1_000), (record, pointCount, gap, blockPoints, seed) => {
      const stride = record.reduce((sum, type) => sum + scalarSize[type], gap);
      let at = 0;
      const columns = record.map((type, i): Column => {
        const column = { name: ['x', 'y', 'z'][i] ?? `field ${i}`, type, offset: at, stride };
        at += scalarSize[type];
        return column;
      });
      // Small whole numbers of both signs in every type, at an odd place of a larger buffer.
      const block = new DataView(new ArrayBuffer(stride * pointCount + 3), 3);
      const value = (point: number, column: number) => ((point * 31 + column * 7 + seed) % 100) + 1;
      for (let point = 0; point < pointCount; point++) {
        columns.forEach(({ type, offset }, column) => {
          const place = point * stride + offset;
          const number = value(point, column);
          if (type === 'float32') block.setFloat32(place, number + 0.5, true);
          else if (type === 'float64') block.setFloat64(place, number + 0.5, true);
          else block.setUint8(place, number);
        });
      }
      const layout = layOutColumns(columns, pointCount, null);
      if (layout === null) throw new Error('There are coordinates');
      const expected = (column: number) =>
        Array.from({ length: pointCount }, (_, point) => valueAt(block, record[column] ?? 'int8', point * stride + (columns[column]?.offset ?? 0)));

      const builder = new CloudBuilder(layout);
      for (let from = 0; from < pointCount; from += blockPoints) {
        const rest = new DataView(block.buffer, 3 + from * stride);
        builder.append(rest, Math.min(blockPoints, pointCount - from));
      }
      for (const cloud of [buildCloud(block, layout, details), builder.finish(details)]) {
        for (const axis of [0, 1, 2]) expect([...cloud.positions].filter((_, i) => i % 3 === axis)).toEqual(expected(axis));
        cloud.fields.forEach(({ values, offset }, i) => expect([...values].map((read) => read + offset)).toEqual(expected(i + 3)));
      }
    }),
    { numRuns: 400 },
  );
});

test('an origin is taken off coordinates of every type', () => {
  for (const type of ['int32', 'uint32', 'float32', 'float64', 'int64'] as const) {
    const size = scalarSize[type];
    const stride = 3 * size;
    const view = new DataView(new ArrayBuffer(9 * stride));
    for (let k = 0; k < 27; k++) {
      const number = [700_016, 64, 5_000_032][k % 3] ?? 0;
      if (type === 'float32') view.setFloat32(k * size, number, true);
      else if (type === 'float64') view.setFloat64(k * size, number, true);
      else view.setUint32(k * size, number, true);
    }
    const columns = ['x', 'y', 'z'].map((name, i) => ({ name, type, offset: i * size, stride }));
    const layout = layOutColumns(columns, 9, null);
    if (layout === null) throw new Error('There are coordinates');
    const cloud = buildCloud(view, layout, details);
    expect(cloud.origin).toEqual([700_000, 0, 5_000_000]);
    expect([...cloud.positions]).toEqual(Array.from({ length: 9 }, () => [16, 64, 32]).flat());
  }
});
