/** x, y, z and intensity. */
export type PcdRow = readonly [x: number, y: number, z: number, intensity: number];

/** Points as consecutive float32 columns, without a header. */
export function float32Rows(rows: readonly PcdRow[]): Buffer {
  const body = Buffer.alloc(rows.length * 16);
  for (const [index, row] of rows.entries()) {
    for (const [column, value] of row.entries()) body.writeFloatLE(value, index * 16 + column * 4);
  }
  return body;
}

/** A binary PCD. `claimedPoints`: what its header says; `viewpoint`: tx ty tz qw qx qy qz, where the sensor was. */
export function pcdFile(body: Uint8Array, claimedPoints: number, viewpoint: readonly number[] = [0, 0, 0, 1, 0, 0, 0]): Uint8Array {
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    'FIELDS x y z intensity',
    'SIZE 4 4 4 4',
    'TYPE F F F F',
    'COUNT 1 1 1 1',
    `WIDTH ${claimedPoints}`,
    'HEIGHT 1',
    `VIEWPOINT ${viewpoint.join(' ')}`,
    `POINTS ${claimedPoints}`,
    'DATA binary',
    '',
  ].join('\n');
  return Buffer.concat([Buffer.from(header, 'latin1'), body]);
}
