import type { BinColumns } from './bin-columns.ts';
import { rankBinColumns } from './bin-columns.ts';
import { buildCloud } from './cloud-builder.ts';
import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import type { Column } from './point-layout.ts';

/** The sixth column, and the fifth beside it, mean something else with every producer. */
const scalarNames: Readonly<Record<BinColumns, readonly string[]>> = {
  4: ['intensity'],
  5: ['intensity', 'ring'],
  6: ['intensity', 'column 5', 'column 6'],
};

/**
 * Reads a sweep without a header: rows of float32, as KITTI and nuScenes publish them. Without `columns` their number is
 * worked out, which the cloud's warnings then say. Throws `PointCloudError` when the bytes are not such rows.
 */
export function readBin(bytes: Uint8Array, columns: BinColumns | undefined): UnmeasuredCloud {
  const chosen = columns ?? rankBinColumns(bytes)[0];
  if (chosen === undefined) throw unreadable(bytes.byteLength);
  const stride = 4 * chosen;
  if (bytes.byteLength % stride !== 0) {
    throw new PointCloudError(
      `The file's ${formatCount(bytes.byteLength)} bytes are not rows of ${chosen} float32 columns. ` +
        "It is cut short, or the dataset's settings name the wrong number of columns.",
    );
  }
  const column = (name: string, index: number): Column => ({ name, type: 'float32', offset: 4 * index, stride });
  const names = scalarNames[chosen];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buildCloud(
    view,
    {
      pointCount: bytes.byteLength / stride,
      x: column('x', 0),
      y: column('y', 1),
      z: column('z', 2),
      scalars: names.map((name, i) => column(name, 3 + i)),
      color: null,
      attributes: ['x', 'y', 'z', ...names].map((name, i) => ({ name, type: 'float32', role: i < 3 ? 'position' : 'field' })),
    },
    {
      format: 'bin',
      viewpoint: null,
      warnings: columns === undefined ? [`The file has no header: it was read as ${chosen} columns, x, y, z, ${names.join(', ')}.`] : [],
    },
  );
}

function unreadable(byteLength: number): PointCloudError {
  return new PointCloudError(
    `This file (${formatCount(byteLength)} bytes) has no header that Avala Viewer knows and does not look like float32 columns ` +
      "either. If it is a .bin sweep, set its number of columns in the dataset's settings.",
  );
}
