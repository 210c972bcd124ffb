import { justNow } from '../../preload/contract/connection.ts';
import type { Item, Sequence } from '../../preload/contract/model.ts';

/** A sequence as the list shows it, with what a test cares about. */
export function sequenceRow(uid: string, row: Partial<Sequence> = {}): Sequence {
  return { uid, key: uid, status: 'pending', featuredImage: null, frameCount: 10, viewKeys: ['camera_front'], ...row };
}

/** An item as the list shows it, with what a test cares about. */
export function itemRow(uid: string, row: Partial<Item> = {}): Item {
  return {
    uid,
    key: uid,
    status: 'pending',
    thumbnail: null,
    media: null,
    metadata: [],
    annotationCount: null,
    createdAt: null,
    updatedAt: null,
    relatedSequenceUid: null,
    ...row,
  };
}

/** A page as the service gives it. */
export function pageOf<Row>(rows: Row[], nextCursor: string | null = null) {
  return { rows, nextCursor, isCutShort: false, ...justNow };
}
