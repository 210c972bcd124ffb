import { soundsLikeLidar } from '../load/sensor-name.ts';
import { uniqueKey, type NamedLoad } from '../view-loads.ts';

/** The keys of the views that `frames[]` fills. */
export interface ColumnKeys {
  /** One for each camera column. */
  cameras: string[];
  /** Of the view that `asset_url` fills; null when no frame has one. */
  asset: string | null;
}

/**
 * Decides which view each column of `frames[]` is. A camera that has a name is the sequence's view of that name (in any
 * case of letters), or a view of its own; one without is the next of the sequence's views by position, or `camera-1`,
 * `camera-2`…. `asset_url` is the view that sounds like a LiDAR, or the only view that nothing else can fill, or `lidar`.
 */
export function columnKeys(cameraNames: readonly (string | null)[], hasAssets: boolean, named: readonly NamedLoad[]): ColumnKeys {
  const free = new Map(named.map((view) => [view.key, view]));
  const taken = new Set(free.keys());
  const take = (key: string) => {
    free.delete(key);
    taken.add(key);
    return key;
  };
  const cameras: (string | null)[] = cameraNames.map((name) => {
    if (name === null) return null;
    const same = [...free.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
    // A bare number says nothing on screen and could be taken for a frame's.
    return take(same ?? uniqueKey(/^\d+$/.test(name) ? `camera-${name}` : name, taken));
  });

  let asset: string | null = null;
  if (hasAssets) {
    const lidars = [...free.values()].filter((view) => soundsLikeLidar(view.key));
    const best = lidars.find((view) => view.load === null) ?? lidars[0];
    if (best !== undefined) asset = take(best.key);
  }
  const numbered = cameras.map((key, i) => {
    if (key !== null) return key;
    const next = free.keys().next();
    return take(next.done === true ? uniqueKey(`camera-${i + 1}`, taken) : next.value);
  });
  if (hasAssets && asset === null) {
    const [only, ...others] = free.values();
    const isForAsset = only !== undefined && others.length === 0 && (only.load === null || numbered.length === 0);
    asset = take(isForAsset ? only.key : uniqueKey('lidar', taken));
  }
  return { cameras: numbered, asset };
}
