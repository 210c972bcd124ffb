import type { Item } from '../../preload/contract/model.ts';
import type { ApiItem } from '../api/schema.ts';
import { mediaRef } from '../media/media-ref.ts';
import type { MediaRegistry, RemoteAsset } from '../media/registry.ts';
import { metadataPairs } from './metadata-pairs.ts';
import { fieldOf, toText } from './wire-values.ts';

/** Gives fresh addresses of an item's media once they have expired, see `renewItem`. */
export interface ItemRenewal {
  thumbnail: RemoteAsset['renew'];
  media: RemoteAsset['renew'];
}

/** An item as the list and the detail pane show it. */
export function toItem(api: ApiItem, registry: MediaRegistry, renewal: ItemRenewal): Item {
  return {
    uid: api.uid,
    key: api.key ?? api.uid,
    status: api.status,
    thumbnail: mediaRef(thumbnailUrl(api), registry, renewal.thumbnail),
    media: mediaRef(mediaUrl(api), registry, renewal.media),
    metadata: metadataPairs(api.metadata),
    annotationCount: api.annotations_count ?? (Array.isArray(api.annotations) ? api.annotations.length : null),
    createdAt: api.created_at,
    updatedAt: api.updated_at,
    relatedSequenceUid: api.related_sequence_uid,
  };
}

/** An item's own file. */
export function mediaUrl(api: ApiItem): string | null {
  return api.data_url ?? api.url;
}

/** An item's small picture, from wherever this answer has it. */
export function thumbnailUrl(api: ApiItem): string | null {
  const [first] = api.thumbnails ?? [];
  return api.thumbnail_url ?? toText(first) ?? toText(fieldOf(first, 'url')) ?? api.video_thumbnail;
}
