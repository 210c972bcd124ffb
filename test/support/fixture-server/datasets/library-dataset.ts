import { thumbnail } from '../counter-picture.ts';
import type { FixtureDataset, FixtureSequence } from '../recording.ts';
import { rowsOf } from '../recording.ts';
import { fixtureUids } from '../uids.ts';
import { cameraView, lidarView } from './generated.ts';

/** The documented statuses of sequences (avala-api §4) and one that is in no list; sequence `n` has the one at n mod 13. */
export const librarySequenceStatuses = [
  'unattempted',
  'pending',
  'completed',
  'rework_required',
  'ready_for_annotation',
  'labeling_4d',
  'review_4d',
  'ready_for_2d',
  'labeling_2d',
  'review_2d',
  'final_review',
  'customer_approved',
  'waiting_for_weather',
] as const;

function sequenceAt(index: number): FixtureSequence {
  const frameCount = 2 + (index % 5);
  return {
    uid: fixtureUids.library.sequence(index),
    key: `drive_${String(index).padStart(6, '0')}`,
    status: librarySequenceStatuses[index % librarySequenceStatuses.length] ?? 'new',
    frames: 'detail-images',
    featured: index % 7 === 6 ? null : thumbnail(index),
    views: [cameraView('camera_front', 'json-urls', frameCount), lidarView('json-urls', frameCount)],
  };
}

/** `acme/library`: as many sequences as asked for, made when they are read; every seventh has no featured image. */
export function libraryDataset(sequenceCount: number): FixtureDataset {
  const { owner, slug } = fixtureUids.library;
  return {
    owner,
    slug,
    name: 'Library',
    dataType: 'lidar',
    isLocked: false,
    items: rowsOf([]),
    sequences: {
      count: sequenceCount,
      at: sequenceAt,
      find(uid) {
        const index = Number(/^seq_library_(\d{6})$/.exec(uid)?.[1] ?? Number.NaN);
        return index < sequenceCount ? sequenceAt(index) : undefined;
      },
    },
  };
}
