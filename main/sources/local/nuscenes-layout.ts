import { compareNaturally } from '../load/natural-order.ts';
import type { FoundFrame, FoundRecording, MediaFolder } from './found-recording.ts';
import { timeOfName } from './name-time.ts';

/** `n015-2018-07-24-11-22-45+0800__CAM_FRONT__1532402927612460.jpg`: the log, the channel, microseconds. */
const nuscenesName = /^(.+)__([A-Z][A-Z0-9_]*)__(\d{16})\.[a-z.]+$/;

/**
 * Views from folders that are laid out as nuScenes is: `samples/CHANNEL` and `sweeps/CHANNEL`, whose files are named for
 * their log, channel and time. Key frames and the ones between go into one view, by time; each log is a recording. Radars
 * are left out until a person wants them. Null for other folders.
 */
export function recogniseNuscenes(folders: readonly MediaFolder[]): FoundRecording[] | null {
  const logs = new Map<string, Map<string, { kind: MediaFolder['kind']; folder: string; frames: FoundFrame[] }>>();
  for (const { path, kind, names } of folders) {
    for (const name of names) {
      const [, log, channel] = nuscenesName.exec(name) ?? [];
      if (log === undefined || channel === undefined) continue;
      const channels = logs.get(log) ?? new Map<string, { kind: MediaFolder['kind']; folder: string; frames: FoundFrame[] }>();
      logs.set(log, channels);
      const view = channels.get(channel) ?? { kind, folder: path, frames: [] };
      channels.set(channel, view);
      if (view.kind === kind) view.frames.push({ path: path === '' ? name : `${path}/${name}`, nameTimeMs: timeOfName(name) });
    }
  }
  const fileCount = folders.reduce((sum, { names }) => sum + names.length, 0);
  const namedCount = [...logs.values()].flatMap((channels) => [...channels.values()]).reduce((sum, { frames }) => sum + frames.length, 0);
  // Maps and other single pictures lie beside the sensors' folders.
  if (namedCount === 0 || namedCount < 0.9 * fileCount) return null;
  return [...logs]
    .toSorted(([a], [b]) => compareNaturally(a, b))
    .map(([log, channels]) => ({
      name: logs.size === 1 ? '' : log,
      views: [...channels]
        .toSorted(([a], [b]) => channelRank(a) - channelRank(b) || compareNaturally(a, b))
        .map(([channel, { kind, folder, frames }]) => ({
          source: `${log} ${channel}`,
          key: channel,
          kind,
          folder,
          frames: frames.toSorted((a, b) => (a.nameTimeMs ?? 0) - (b.nameTimeMs ?? 0)),
          isUsual: !channel.startsWith('RADAR'),
        })),
    }));
}

/** As they are mounted, clockwise from the left; then LiDAR, then the rest. */
function channelRank(channel: string): number {
  const order = ['CAM_FRONT_LEFT', 'CAM_FRONT', 'CAM_FRONT_RIGHT', 'CAM_BACK_RIGHT', 'CAM_BACK', 'CAM_BACK_LEFT', 'LIDAR_TOP'];
  const rank = order.indexOf(channel);
  return rank === -1 ? order.length : rank;
}
