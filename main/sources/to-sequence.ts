import type { Sequence } from '../../preload/contract/model.ts';
import type { ApiSequence } from '../api/schema.ts';
import { mediaRef } from '../media/media-ref.ts';
import type { MediaRegistry, RemoteAsset } from '../media/registry.ts';
import { namedLoads } from './view-loads.ts';

/**
 * A sequence as a list shows it. `renew` gives a fresh address of the featured image once this one has expired, see
 * `Recordings.renewFeaturedImage`.
 */
export function toSequence(api: ApiSequence, registry: MediaRegistry, renew: RemoteAsset['renew']): Sequence {
  return {
    uid: api.uid,
    key: api.key ?? api.uid,
    status: api.status,
    featuredImage: mediaRef(api.featured_image, registry, renew),
    frameCount: claimedFrameCount(api),
    viewKeys: namedLoads(api).map(({ key }) => key),
  };
}

/** How many frames the service says a sequence has; null when it says nothing that can be a count. */
export function claimedFrameCount(api: ApiSequence): number | null {
  const claimed = api.number_of_frames;
  if (claimed !== null && Number.isSafeInteger(claimed) && claimed >= 0) return claimed;
  return api.frames === null ? null : api.frames.length;
}
