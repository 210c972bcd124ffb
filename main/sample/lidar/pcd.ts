import type { LidarReturn } from './sweep.ts';

const bytesPerPoint = 20;

/**
 * A sweep as a binary PCD 0.7 file (Point Cloud Library: "The PCD file format"): x, y, z in metres in the world,
 * intensity 0 to 255, and the truth: `label` (class) and `object` (instance, 0 for none) as 16-bit numbers.
 */
export function encodePcd(returns: readonly LidarReturn[]): Uint8Array {
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    'FIELDS x y z intensity label object',
    'SIZE 4 4 4 4 2 2',
    'TYPE F F F F U U',
    'COUNT 1 1 1 1 1 1',
    `WIDTH ${returns.length}`,
    'HEIGHT 1',
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${returns.length}`,
    'DATA binary',
    '',
  ].join('\n');
  const start = header.length;
  const bytes = new Uint8Array(start + returns.length * bytesPerPoint);
  new TextEncoder().encodeInto(header, bytes);
  const view = new DataView(bytes.buffer);
  for (const [index, { position, intensity, label, objectId }] of returns.entries()) {
    const at = start + index * bytesPerPoint;
    view.setFloat32(at, position[0], true);
    view.setFloat32(at + 4, position[1], true);
    view.setFloat32(at + 8, position[2], true);
    view.setFloat32(at + 12, intensity, true);
    view.setUint16(at + 16, label, true);
    view.setUint16(at + 18, objectId, true);
  }
  return bytes;
}
