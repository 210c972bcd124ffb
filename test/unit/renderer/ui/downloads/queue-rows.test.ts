import { expect, it } from 'vitest';
import { queueRows, type QueuePlace } from '../../../../../renderer/ui/downloads/queue-rows.ts';
import { makeDownload } from '../../../../support/downloads.ts';

const rows = [makeDownload('a'), makeDownload('done', { state: 'available' }), makeDownload('b'), makeDownload('c', { slug: 'night' })];

function places(search = ''): Record<string, QueuePlace | null> {
  return Object.fromEntries(queueRows(rows, search).flatMap((row) => (row.kind === 'download' ? [[row.id, row.place]] : [])));
}

it('lists what is on its way before what is there, each under its heading', () => {
  expect(queueRows(rows, '').map((row) => (row.kind === 'heading' ? `${row.title} (${row.count})` : row.id))).toEqual(['On their way (3)', 'a', 'b', 'c', 'On this computer (1)', 'done']);
  expect(queueRows([], '')).toEqual([]);
});

it('leaves what is verified where it is, unless it was never available', () => {
  const verified = [makeDownload('new', { state: 'verifying' }), makeDownload('old', { state: 'verifying', keptAtMs: 1 })];
  expect(queueRows(verified, '').map(({ id }) => id)).toEqual(['queue', 'new', 'available', 'old']);
});

it('tells where each can be moved to: past its neighbours, but not past the ends', () => {
  expect(places()).toEqual({
    a: { upBeforeId: undefined, downBeforeId: 'c', nextId: 'b' },
    b: { upBeforeId: 'a', downBeforeId: null, nextId: 'c' },
    c: { upBeforeId: 'b', downBeforeId: undefined, nextId: null },
    done: null,
  });
});

it('searches names and datasets', () => {
  expect(Object.keys(places('night'))).toEqual(['c']);
  expect(Object.keys(places('LABEL acme/drive'))).toEqual(['a', 'b', 'done']);
});
