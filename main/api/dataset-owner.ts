import { z } from 'zod';
import type { ApiDataset } from './schema.ts';
import { orNull } from './tolerant.ts';

const name = orNull(z.string().min(1));
const someoneSchema = z.object({ username: name, slug: name, name, email: name });

function nameOf(someone: unknown): string | null {
  if (typeof someone === 'string') return someone === '' ? null : someone;
  const parsed = someoneSchema.safeParse(someone);
  if (!parsed.success) return null;
  return parsed.data.username ?? parsed.data.slug ?? parsed.data.name ?? parsed.data.email;
}

/**
 * What stands for a dataset's owner in API paths, from wherever this answer has it; null when it has it nowhere and the
 * dataset can only be opened by typing its owner.
 */
export function ownerOf(dataset: ApiDataset): string | null {
  const candidates = [dataset.owner, dataset.owner_slug, dataset.owner_username, dataset.owner_name, dataset.organization];
  for (const candidate of candidates) {
    const owner = nameOf(candidate);
    if (owner !== null) return owner;
  }
  return null;
}
