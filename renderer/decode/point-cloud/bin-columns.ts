/** How many float32 columns a header-less sweep may have: KITTI 4 (x y z intensity), nuScenes 5 (and ring), others 6. */
export type BinColumns = 4 | 5 | 6;

/** A reading of the bytes as so many columns, and how well it fits; see `rankBinColumns`. */
interface Fit {
  readonly columns: BinColumns;
  /** The fourth column could be an intensity: never negative, and not all over the place. */
  readonly hasIntensity: boolean;
  /** How far neighbouring points lie apart, for the spread of each axis; 0 is smoothest. */
  readonly roughness: number;
}

const farthestM = 100_000;
const smallestM = 1e-30;
const largestIntensity = 65_535;
const sampledPoints = 4_000;
/** Sensors write a few broken returns; text or another format read as floats is broken almost everywhere. */
const toleratedShare = 0.002;

/**
 * The numbers of columns that a header-less file can have, most plausible first; empty when it is no such file.
 *
 * Read with the wrong number of columns, coordinates turn up in every column: then the intensity is sometimes negative,
 * and neighbouring points, which in a sweep lie side by side, jump about. Readings with a possible intensity come first,
 * and the smoothest of them before the others.
 */
export function rankBinColumns(bytes: Uint8Array): readonly BinColumns[] {
  if (bytes.byteLength === 0) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fits = ([4, 5, 6] as const).map((columns) => fitOf(view, columns)).filter((fit) => fit !== null);
  fits.sort((a, b) => Number(b.hasIntensity) - Number(a.hasIntensity) || a.roughness - b.roughness);
  return fits.map(({ columns }) => columns);
}

/** Null when the bytes do not divide, or the first three columns cannot be metres around a sensor. */
function fitOf(view: DataView, columns: BinColumns): Fit | null {
  const stride = 4 * columns;
  if (view.byteLength % stride !== 0) return null;
  const pointCount = view.byteLength / stride;
  const value = (point: number, column: number) => view.getFloat32(point * stride + 4 * column, true);
  // Pairs of neighbours, spread over the file by an odd step so that no period of the scan is met.
  const step = Math.max(1, Math.floor(pointCount / sampledPoints)) | 1;
  const pairs: number[] = [];
  for (let point = 0; point < pointCount; point += step) pairs.push(point);

  const isFar = pairs.filter((point) => [0, 1, 2].some((axis) => !isCoordinate(value(point, axis))));
  if (isFar.length > toleratedShare * pairs.length) return null;
  const isNoIntensity = pairs.filter((point) => !(value(point, 3) >= 0 && value(point, 3) <= largestIntensity));
  const roughness = [0, 1, 2].reduce((sum, axis) => sum + axisRoughness(pairs, pointCount, (point) => value(point, axis)), 0);
  return { columns, hasIntensity: isNoIntensity.length <= toleratedShare * pairs.length, roughness };
}

function isCoordinate(value: number): boolean {
  const size = Math.abs(value);
  return size <= farthestM && (size >= smallestM || size === 0);
}

/** Mean distance between neighbours over mean distance from the mean. */
function axisRoughness(points: readonly number[], pointCount: number, value: (point: number) => number): number {
  const finite = points.filter((point) => point + 1 < pointCount && isCoordinate(value(point)) && isCoordinate(value(point + 1)));
  if (finite.length === 0) return 0;
  const mean = finite.reduce((sum, point) => sum + value(point), 0) / finite.length;
  const spread = finite.reduce((sum, point) => sum + Math.abs(value(point) - mean), 0);
  const jumps = finite.reduce((sum, point) => sum + Math.abs(value(point + 1) - value(point)), 0);
  return spread === 0 ? 0 : jumps / spread;
}
