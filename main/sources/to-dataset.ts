import type { Dataset } from '../../preload/contract/model.ts';
import { ownerOf } from '../api/dataset-owner.ts';
import type { ApiDataset } from '../api/schema.ts';

/** A dataset as a list shows it; null when the service does not say whose it is, because then it cannot be opened. */
export function toDataset(api: ApiDataset): Dataset | null {
  const owner = ownerOf(api);
  if (owner === null) return null;
  return {
    owner,
    slug: api.slug,
    name: api.name ?? api.slug,
    dataType: api.data_type,
    itemCount: api.item_count,
    updatedAt: api.updated_at,
  };
}
