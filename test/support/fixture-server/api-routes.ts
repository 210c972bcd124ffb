import { apiError } from './api-error.ts';
import type { MediaAddresses } from './media-address.ts';
import { orderingOf, pageReply } from './pages.ts';
import { rowsOf } from './recording.ts';
import type { FixtureDataset, Rows } from './recording.ts';
import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import { expiredFixtureKey } from './uids.ts';
import { datasetRow, itemRow, sequenceDetail, sequenceRow } from './wire-rows.ts';

const apiPrefix = '/api/v1/';

/** What the API serves, to whom. */
export interface ApiContent {
  datasets: readonly FixtureDataset[];
  addresses: MediaAddresses;
  key: string;
}

function byField(field: string, direction: 1 | -1) {
  return (a: object, b: object) => {
    const left: unknown = Reflect.get(a, field);
    const right: unknown = Reflect.get(b, field);
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
    return order * direction;
  };
}

/**
 * Lists a page, ordered by a wire field; one that `fieldNames` does not know is ignored, as the framework does.
 * `wire` makes the row, anew for each read because its URLs are signed.
 */
function listReply<Row extends { uid: string }>(url: URL, rows: Rows<Row>, fieldNames: Record<string, string>, wire: (row: Row) => unknown): Reply {
  const ordering = orderingOf(url);
  const field = ordering === null ? undefined : fieldNames[ordering.field];
  if (ordering === null || field === undefined) return pageReply(url, rows.count, (index) => wire(rows.at(index)));
  const sorted = rowsOf(Array.from({ length: rows.count }, (_, index) => rows.at(index)).sort(byField(field, ordering.direction)));
  return pageReply(url, sorted.count, (index) => wire(sorted.at(index)));
}

function datasetsReply(url: URL, datasets: readonly FixtureDataset[]): Reply {
  const name = url.searchParams.get('name')?.toLowerCase() ?? '';
  const dataType = url.searchParams.get('data_type');
  const found = datasets.filter(
    (dataset) => dataset.name.toLowerCase().includes(name) && (dataType === null || dataset.dataType === dataType),
  );
  const ordering = orderingOf(url);
  if (ordering !== null) found.sort(byField(ordering.field, ordering.direction));
  const rows = found.map(datasetRow);
  return pageReply(url, rows.length, (index) => rows[index]);
}

/** Answers the API's paths (avala-api §3) below `/api/v1/`; those of the SDK alone included, `health/` excepted. */
export function apiReply(content: ApiContent, url: URL, method: string, givenKey: string | undefined): Reply {
  if (givenKey === undefined) return apiError('missing-key');
  if (givenKey === expiredFixtureKey) return apiError('expired-key');
  if (givenKey !== content.key) return apiError('invalid-key');
  if (method !== 'GET') return jsonReply(405, { detail: `Method "${method}" not allowed.` });
  if (!url.pathname.startsWith(apiPrefix) || !url.pathname.endsWith('/')) return apiError('not-found');

  const [root, owner, slug, collection, uid, ...rest] = url.pathname.slice(apiPrefix.length, -1).split('/').map(decodeURIComponent);
  if (root !== 'datasets' || rest.length > 0) return apiError('not-found');
  if (owner === undefined) return datasetsReply(url, content.datasets);
  const dataset = content.datasets.find((candidate) => candidate.owner === owner && candidate.slug === slug);
  if (dataset === undefined) return apiError('not-found');
  if (dataset.isLocked) return apiError('forbidden');

  if (collection === 'sequences') {
    if (uid === undefined) {
      const fields = { key: 'key', status: 'status', uid: 'uid' };
      return listReply(url, dataset.sequences, fields, (row) => sequenceRow(content.addresses, dataset, row));
    }
    const sequence = dataset.sequences.find(uid);
    return sequence === undefined ? apiError('not-found') : jsonReply(200, sequenceDetail(content.addresses, dataset, sequence));
  }
  if (collection === 'items') {
    if (uid === undefined) {
      const fields = { key: 'key', status: 'status', uid: 'uid', created_at: 'createdAt', annotations_count: 'annotationsCount' };
      return listReply(url, dataset.items, fields, (row) => itemRow(content.addresses, dataset, row));
    }
    const item = dataset.items.find(uid);
    return item === undefined ? apiError('not-found') : jsonReply(200, itemRow(content.addresses, dataset, item));
  }
  return apiError('not-found');
}
