import { sampleTarget } from '../sample-target.ts';
import type { Truth } from '../truth.ts';
import { json, notFound } from './answers.ts';
import { itemRows } from './items.ts';
import { ordered, pageOf } from './page.ts';
import { sampleSequences, sequenceDetail, sequenceRow } from './sequences.ts';

/** The dataset as `GET /datasets/` lists it. */
const datasetRow = (truth: Truth) => ({
  uid: '5a3f1c60-7d1e-4b52-9c0a-0000000000d5',
  owner: sampleTarget.owner,
  slug: sampleTarget.slug,
  name: 'Sample drive',
  data_type: 'mcap',
  status: 'active',
  visibility: 'private',
  item_count: itemRows(truth).length,
  created_at: '2026-05-04T09:31:00Z',
  updated_at: '2026-05-06T08:00:00Z',
});

/** Answers a GET below the API's base; `path` is what follows it, in segments, the last one empty (paths end in `/`). */
export function answerApi(path: readonly string[], url: URL, truth: Truth): Response {
  const [datasets, owner, slug, collection, uid, ...rest] = path;
  if (datasets !== 'datasets' || path.at(-1) !== '' || rest.length > 1) return notFound();
  if (owner === '') return listed([datasetRow(truth)].filter(({ name }) => matchesName(name, url)), url);
  if (owner !== sampleTarget.owner || slug !== sampleTarget.slug || uid === undefined) return notFound();
  if (collection === 'items') {
    const items = itemRows(truth);
    if (uid === '') return listed(items, url);
    const item = items.find((row) => row.uid === uid);
    return item === undefined ? notFound() : json(item);
  }
  if (collection !== 'sequences') return notFound();
  if (uid === '') return listed(sampleSequences.map(sequenceRow), url);
  const sequence = sampleSequences.find((row) => row.uid === uid);
  return sequence === undefined ? notFound() : json(sequenceDetail(sequence, truth));
}

const matchesName = (name: string, url: URL): boolean =>
  name.toLowerCase().includes((url.searchParams.get('name') ?? '').toLowerCase());

function listed(rows: readonly object[], url: URL): Response {
  const page = pageOf(ordered(rows, url.searchParams.get('ordering')), url);
  return page === null ? json({ detail: 'Invalid cursor' }, 404) : json(page);
}
