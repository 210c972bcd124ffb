import { kindBySuffix } from '../load/media-suffix.ts';
import { compareNaturally } from '../load/natural-order.ts';
import { stemOf } from '../sidecar/sidecar.ts';
import type { FoundLayout, FoundRecording, FoundView, MediaFolder } from './found-recording.ts';
import { makeUnique, nameFolders } from './name-views.ts';
import { timeOfName } from './name-time.ts';
import { recogniseNuscenes } from './nuscenes-layout.ts';
import type { LocalTree } from './scan-folders.ts';

/** Pictures that are not what a camera saw. */
const derivedPictures = /(?:^|[/_\-. ])(?:depth|mask|masks|seg|segmentation|semantic|instance|annotation|annotations|label|labels|thumb|thumbs|thumbnail|thumbnails|preview|vis|debug)s?(?:$|[/_\-. \d])/i;

/** A folder of KITTI's raw data, and the drive that it is of: `2011_09_26_drive_0001_sync/image_02/data`. */
const kittiFolder = /^(?:(.*)\/)?(image_0[0-3]|velodyne_points)\/data$/;

/**
 * Finds the views in what lies in a folder, by how well-known data sets lay out theirs; else every folder of pictures or
 * point clouds is a view, and every video. Pure. Null when there is nothing to show.
 */
export function recogniseLayout(tree: LocalTree, label: string): FoundLayout | null {
  const folders = mediaFolders(tree);
  if (folders.length === 0) return null;
  const nuscenes = recogniseNuscenes(folders);
  if (nuscenes !== null) return { format: 'nuScenes', recordings: nuscenes };
  const drives = Map.groupBy(folders.filter(({ path }) => kittiFolder.test(path)), ({ path }) => kittiFolder.exec(path)?.[1] ?? '');
  if (drives.size > 0) return { format: 'KITTI raw', recordings: named(drives, label) };
  const recordings = named(wholeRecordings(folders), label);
  return { format: isSustech(tree) ? 'SUSTechPOINTS' : 'folders', recordings };
}

function mediaFolders({ folders }: LocalTree): MediaFolder[] {
  return folders.flatMap(({ path, media }) =>
    [...Map.groupBy(media, (name) => kindBySuffix(name) ?? 'unknown')].map(([kind, names]) => ({ path, kind, names })),
  );
}

/** SUSTechPOINTS' scenes have `lidar` beside `label`, or beside `calib/camera` (its README). */
function isSustech({ folders }: LocalTree): boolean {
  const paths = new Set(folders.map(({ path }) => path));
  return [...paths].some((path) => {
    const scene = /^(?:(.*)\/)?lidar$/.exec(path);
    if (scene === null) return false;
    const within = (name: string) => paths.has(scene[1] === undefined ? name : `${scene[1]}/${name}`);
    return within('label') || within('calib/camera');
  });
}

/**
 * Folders that are laid out alike and have both cameras and point clouds are recordings of their own, as scenes side by
 * side are; else all is one.
 */
function wholeRecordings(folders: readonly MediaFolder[]): Map<string, MediaFolder[]> {
  const one = new Map([['', [...folders]]]);
  const groups = Map.groupBy(folders, ({ path }) => path.split('/')[0] ?? '');
  if (groups.size < 2) return one;
  const shapes = [...groups].map(([first, members]) => members.map(({ path, kind }) => `${path.slice(first.length)} ${kind}`).toSorted().join('\n'));
  const areAlike = shapes.every((shape) => shape === shapes[0]);
  const areWhole = folders.some(({ kind }) => kind === 'point-cloud') && folders.some(({ kind }) => kind !== 'point-cloud');
  return areAlike && areWhole && (shapes[0]?.includes('\n') ?? false) ? groups : one;
}

function named(groups: ReadonlyMap<string, readonly MediaFolder[]>, label: string): FoundRecording[] {
  const isAlone = groups.size === 1;
  return [...groups]
    .toSorted(([a], [b]) => compareNaturally(a, b))
    .map(([root, members]) => ({ name: isAlone ? '' : root, views: viewsOf(members, root, label) }));
}

/** The views of one recording; `root` is what all of its paths begin with. */
function viewsOf(folders: readonly MediaFolder[], root: string, label: string): FoundView[] {
  const relative = folders.map(({ path }) => (root === '' ? path : path.slice(root.length + 1)));
  const names = nameFolders([...new Set(relative)], label);
  const nameOf = new Map([...new Set(relative)].map((path, index) => [path, names[index] ?? path]));
  const mostFrames = Math.max(...folders.map(({ kind, names: files }) => (kind === 'video' ? 0 : files.length)));
  const found = folders.flatMap(({ path, kind, names: files }, index): FoundView[] => {
    const folderName = nameOf.get(relative[index] ?? '') ?? label;
    const isShared = folders.some((other) => other.path === path && other.kind !== kind && other.kind !== 'video');
    if (kind === 'video') {
      return files.map((name) => ({ source: pathIn(path, name), key: stemOf(name), kind, folder: pathIn(path, name), frames: [frameIn(path, name)], isUsual: true }));
    }
    const isLone = files.length === 1 && mostFrames >= 5;
    const isDerived = kind === 'image' && derivedPictures.test(relative[index] ?? '') && folders.some((other) => other.kind === 'image' && !derivedPictures.test(other.path));
    const key = isShared ? `${folderName} ${kind === 'image' ? 'pictures' : 'points'}` : folderName;
    return [{ source: `${path}/ ${kind}`, key, kind, folder: path, frames: files.map((name) => frameIn(path, name)), isUsual: !isLone && !isDerived }];
  });
  const keys = makeUnique(found.map(({ key }) => key));
  return found.map((view, index) => ({ ...view, key: keys[index] ?? view.key }));
}

/** A file's path in a folder of the tree. */
export const pathIn = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

export const frameIn = (folder: string, name: string) => ({ path: pathIn(folder, name), nameTimeMs: timeOfName(stemOf(name)) });
