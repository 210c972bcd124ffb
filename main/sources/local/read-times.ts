import { stemOf } from '../sidecar/sidecar.ts';
import type { FoundView, ReadDocument } from './found-recording.ts';
import { readTimes } from './name-time.ts';
import { pathIn } from './recognise-layout.ts';

/** A line of nanoseconds for each of a million frames. */
const maxTimesBytes = 32 << 20;

/**
 * The times of a view's frames by their paths: from a list beside them or one folder up (`timestamps.txt`, `times.txt`),
 * else from their names. Empty unless all frames have one. A list counts every frame that the sensor took: where some are
 * lost, the number in a file's name says which line is its own.
 */
export async function timesOfView({ folder, frames, kind }: FoundView, documents: ReadonlySet<string>, read: ReadDocument): Promise<Map<string, number>> {
  const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : folder === '' ? null : '';
  const places = kind === 'video' ? [] : [folder, ...(parent === null ? [] : [parent])].flatMap((place) => ['timestamps.txt', 'times.txt'].map((name) => pathIn(place, name)));
  for (const place of places) {
    if (!documents.has(place)) continue;
    const times = readTimes((await read(place, maxTimesBytes)) ?? '');
    if (times !== null && times.length >= frames.length) return placeTimes(frames.map(({ path }) => path), times);
  }
  const isNamed = frames.every(({ nameTimeMs }) => nameTimeMs !== null);
  return new Map(isNamed ? frames.map(({ path, nameTimeMs }) => [path, nameTimeMs ?? 0]) : []);
}

function placeTimes(paths: readonly string[], times: readonly number[]): Map<string, number> {
  if (paths.length === times.length) return new Map(paths.map((path, index) => [path, times[index] ?? 0]));
  const placed = new Map<string, number>();
  for (const path of paths) {
    const stem = stemOf(path);
    const time = /^\d{1,15}$/.test(stem) ? times[Number(stem)] : undefined;
    if (time !== undefined) placed.set(path, time);
  }
  return placed.size === paths.length ? placed : new Map();
}
