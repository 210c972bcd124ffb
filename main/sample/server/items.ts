import { hasThumbnail, lidarKey, mediaPath, thumbnailPath, viewKeys } from '../layout.ts';
import { sampleTarget } from '../sample-target.ts';
import type { Truth, TruthFrame } from '../truth.ts';
import { mediaUrl } from './sequences.ts';

const statuses = ['completed', 'in_progress', 'unattempted', 'customer_approved', 'rework_required', 'pending'] as const;

/** The dataset's items: some pictures and sweeps of the drive, newest first. */
export function itemRows(truth: Truth): readonly ({ readonly uid: string } & object)[] {
  const rows = truth.frames.flatMap((frame) =>
    viewKeys.filter((key) => hasThumbnail(key, frame.index)).map((key) => itemRow(key, frame, truth)),
  );
  return rows.reverse();
}

function itemRow(viewKey: string, frame: TruthFrame, truth: Truth) {
  const path = mediaPath(viewKey, frame.index);
  const camera = truth.cameras.find(({ key }) => key === viewKey);
  const position = viewKeys.indexOf(viewKey);
  return {
    uid: `5a3f1c60-7d1e-4b52-9c0a-1${String(position).padStart(3, '0')}${String(frame.index).padStart(8, '0')}`,
    key: path.slice('media/'.length),
    status: statuses[(frame.index / 2 + position) % statuses.length],
    data_url: mediaUrl(path),
    thumbnail_url: mediaUrl(thumbnailPath(viewKey, frame.index)),
    metadata:
      camera === undefined
        ? { format: 'pcd', sensor: viewKey, frame: frame.index, fields: 'x y z intensity label object' }
        : { width: camera.width, height: camera.height, format: 'jpeg', sensor: viewKey, frame: frame.index },
    annotations_count: viewKey === lidarKey ? frame.cuboids.length : 0,
    related_sequence_uid: sampleTarget.sequenceUid,
    created_at: new Date(frame.timestampMs).toISOString(),
    updated_at: new Date(frame.timestampMs + 86_400_000).toISOString(),
  };
}
