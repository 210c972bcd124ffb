import type { ApiSequence } from '../api/schema.ts';
import type { RemoteAsset } from '../media/registry.ts';
import type { SequenceReader, SequenceRef } from './sequence-reader.ts';

/**
 * Gives fresh addresses of a listed sequence's featured image. One row that expired means that its whole page did, so
 * the page is read again, once, and serves its other rows from then on.
 */
export function featuredImageRenewal(reader: SequenceReader, ref: SequenceRef, row: ApiSequence): RemoteAsset['renew'] {
  let last = row.featured_image;
  return async (signal) => {
    const known = reader.rememberedRow(ref)?.featured_image ?? null;
    const fresh = known !== null && known !== last ? known : ((await reader.readRow(ref, true, signal))?.value.featured_image ?? null);
    if (fresh === last) return null;
    last = fresh;
    return fresh;
  };
}
