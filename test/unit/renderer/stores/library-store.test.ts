import { beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createLibraryStore, type LibraryStore } from '../../../../renderer/stores/library-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { pageOf, sequenceRow } from '../../../support/rows.ts';

const drive = { owner: 'acme', slug: 'drive' };
const other = { owner: 'acme', slug: 'other' };
let bridge: FakeBridge;
let store: LibraryStore;

beforeEach(() => {
  bridge = new FakeBridge();
  store = createLibraryStore(createClient(bridge));
});

const uids = () => store.getState().sequences.rows.map(({ uid }) => uid);
const request = () => store.getState().sequences.request.state;
const listCall = () => bridge.newest('sequence.list');

async function openWith(rows: string[], nextCursor: string | null): Promise<void> {
  void store.getState().open(drive);
  await listCall().answer(pageOf(rows.map((uid) => sequenceRow(uid)), nextCursor));
}

it('loads page after page by the cursor of the one before, and knows the last', async () => {
  await openWith(['a', 'b'], 'two');
  expect(store.getState().sequences.isComplete).toBe(false);
  void store.getState().loadMore();
  expect(listCall().input).toEqual({ ...drive, cursor: 'two', limit: 500 });
  await listCall().answer(pageOf([sequenceRow('c')]));
  expect(uids()).toEqual(['a', 'b', 'c']);
  expect(store.getState().sequences.isComplete).toBe(true);
  await store.getState().loadMore();
  expect(bridge.countOf('sequence.list')).toBe(2);
});

it('asks for a page once, however often the list is near its end meanwhile', async () => {
  await openWith(['a'], 'two');
  void store.getState().loadMore();
  void store.getState().loadMore();
  void store.getState().loadMore();
  expect(bridge.countOf('sequence.list')).toBe(2);
});

it('ignores the answer for a dataset that was left, even when it comes after the answer for the new one', async () => {
  void store.getState().open(drive);
  const late = listCall();
  void store.getState().open(other);
  await listCall().answer(pageOf([sequenceRow('new')]));
  await late.answer(pageOf([sequenceRow('old')], 'old'));
  expect(uids()).toEqual(['new']);
  expect(store.getState().sequences.isComplete).toBe(true);
});

it('ignores a page that was under way when the list was loaded anew', async () => {
  await openWith(['a'], 'two');
  void store.getState().loadMore();
  const late = listCall();
  void store.getState().reload();
  await listCall().answer(pageOf([sequenceRow('fresh')]));
  await late.answer(pageOf([sequenceRow('b')]));
  expect(uids()).toEqual(['fresh']);
});

it('keeps the rows readable when a later page or a reload fails, and tries the same again', async () => {
  await openWith(['a'], 'two');
  void store.getState().loadMore();
  await listCall().fail('unreachable');
  expect(uids()).toEqual(['a']);
  expect(request()).toBe('failed');
  void store.getState().loadMore();
  expect(listCall().input).toMatchObject({ cursor: 'two' });
  await listCall().answer(pageOf([sequenceRow('b')]));
  expect(uids()).toEqual(['a', 'b']);
  void store.getState().reload();
  await listCall().fail('service-failed');
  expect(uids()).toEqual(['a', 'b']);
});

it('after a failed reload, loading more begins with the first page instead of skipping it', async () => {
  await openWith(['a'], 'two');
  void store.getState().reload();
  await listCall().fail('unreachable');
  void store.getState().loadMore();
  expect(listCall().input).toEqual(drive);
  await listCall().answer(pageOf([sequenceRow('z')]));
  expect(uids()).toEqual(['z']);
});

it('shows a row once although the service moved it onto the next page', async () => {
  await openWith(['a', 'b'], 'two');
  void store.getState().loadMore();
  await listCall().answer(pageOf([sequenceRow('b'), sequenceRow('c')]));
  expect(uids()).toEqual(['a', 'b', 'c']);
});

it('ends a list whose cursors go round in a circle', async () => {
  await openWith(['a'], 'two');
  void store.getState().loadMore();
  await listCall().answer(pageOf([sequenceRow('b')], 'two'));
  expect(store.getState().sequences.isComplete).toBe(true);
});

it('goes on after an empty page that has a next one', async () => {
  await openWith([], 'two');
  expect(store.getState().sequences.isComplete).toBe(false);
  void store.getState().loadMore();
  await listCall().answer(pageOf([sequenceRow('a')]));
  expect(uids()).toEqual(['a']);
});

it('keeps what is loaded when the same dataset is opened again, and forgets the search with another', async () => {
  await openWith(['a'], null);
  store.getState().setSearch('front');
  await store.getState().open({ ...drive });
  expect(bridge.countOf('sequence.list')).toBe(1);
  expect(store.getState().search).toBe('front');
  void store.getState().open(other);
  expect(store.getState().search).toBe('');
  expect(uids()).toEqual([]);
});

it('asks the service for an order, and keeps asking for it page by page', async () => {
  await openWith(['a'], null);
  void store.getState().setOrdering('-frames');
  expect(listCall().input).toEqual({ ...drive, ordering: '-number_of_frames' });
  await listCall().answer(pageOf([sequenceRow('x', { frameCount: 9 }), sequenceRow('y', { frameCount: 3 })], 'n'));
  expect(store.getState().orderedBy).toBe('service');
  void store.getState().loadMore();
  expect(listCall().input).toEqual({ ...drive, cursor: 'n', limit: 500, ordering: '-number_of_frames' });
});

it('orders by itself, and says so, when the service refuses the order', async () => {
  await openWith(['a'], null);
  void store.getState().setOrdering('key');
  await listCall().fail('rejected-request');
  expect(listCall().input).toEqual(drive);
  await listCall().answer(pageOf([sequenceRow('b'), sequenceRow('a')], 'n'));
  expect(store.getState().orderedBy).toBe('viewer');
  void store.getState().loadMore();
  expect(listCall().input).toEqual({ ...drive, cursor: 'n', limit: 500 });
});

it('orders by itself when the service takes the order and ignores it', async () => {
  await openWith(['a'], null);
  void store.getState().setOrdering('frames');
  await listCall().answer(pageOf([sequenceRow('x', { frameCount: 9 }), sequenceRow('y', { frameCount: 3 })]));
  expect(store.getState().orderedBy).toBe('viewer');
});

it('does not let the refusal of an order that was changed meanwhile touch the new one', async () => {
  await openWith(['a'], null);
  void store.getState().setOrdering('key');
  const late = listCall();
  void store.getState().setOrdering('service');
  await listCall().answer(pageOf([sequenceRow('b'), sequenceRow('a')]));
  await late.fail('rejected-request');
  expect(store.getState()).toMatchObject({ ordering: 'service', orderedBy: 'service' });
  expect(uids()).toEqual(['b', 'a']);
});

it('asks the service for the order again once what is shown is no saved copy, which comes in no order', async () => {
  await openWith(['a'], null);
  void store.getState().setOrdering('key');
  await listCall().answer({ ...pageOf([sequenceRow('b'), sequenceRow('a')]), isCutShort: true, asOfMs: 1_000 });
  expect(store.getState()).toMatchObject({ orderedBy: 'viewer', sequences: { isComplete: true, isCutShort: true, age: { asOfMs: 1_000 } } });
  void store.getState().refresh('all');
  await settled();
  expect(listCall().input).toEqual({ ...drive, ordering: 'key' });
  await listCall().answer(pageOf([sequenceRow('a'), sequenceRow('b')]));
  expect(store.getState()).toMatchObject({ orderedBy: 'service', sequences: { isCutShort: false, age: { asOfMs: null } } });
});

it('asks without a page size of its own once the service refused it', async () => {
  await openWith(['a'], 'two');
  void store.getState().loadMore();
  await listCall().fail('rejected-request');
  expect(listCall().input).toEqual({ ...drive, cursor: 'two' });
  await listCall().answer(pageOf([sequenceRow('b')], 'three'));
  void store.getState().loadMore();
  expect(listCall().input).toEqual({ ...drive, cursor: 'three' });
});

const settled = () => new Promise((done) => setImmediate(done));

describe('bringing the list up to date', () => {
  const saved = (rows: string[], nextCursor: string | null, asOfMs: number) => ({ ...pageOf(rows.map((uid) => sequenceRow(uid)), nextCursor), asOfMs });

  async function openSaved(): Promise<void> {
    void store.getState().open(drive);
    await listCall().answer(saved(['a', 'b'], 'two', 2_000));
    void store.getState().loadMore();
    await listCall().answer(saved(['c'], 'three', 1_000));
  }

  it('tells the age of its oldest page', async () => {
    await openSaved();
    expect(store.getState().sequences.age.asOfMs).toBe(1_000);
  });

  it('reads all loaded pages by the cursors that they give now, and shows them in one step, as many rows as before', async () => {
    await openSaved();
    const shown: string[] = [];
    store.subscribe(() => shown.push(uids().join('')));
    void store.getState().refresh('all');
    await settled();
    expect(listCall().input).toEqual(drive);
    await listCall().answer(pageOf([sequenceRow('new'), sequenceRow('a')], 'other'));
    expect(listCall().input).toEqual({ ...drive, cursor: 'other', limit: 500 });
    await listCall().answer(pageOf([sequenceRow('b')], 'last'));
    expect(shown).toEqual(['newab']);
    expect(store.getState().sequences).toMatchObject({ request: { state: 'ready' }, isComplete: false, age: { asOfMs: null } });
    void store.getState().loadMore();
    expect(listCall().input).toEqual({ ...drive, cursor: 'last', limit: 500 });
  });

  it('asks for no page that is not a saved copy when only those are wanted', async () => {
    await openWith(['a'], 'two');
    void store.getState().loadMore();
    await listCall().answer(saved(['b'], null, 1_000));
    void store.getState().refresh('saved');
    await settled();
    expect(listCall().input).toEqual({ ...drive, cursor: 'two', limit: 500 });
    await listCall().answer(pageOf([sequenceRow('b2')]));
    expect(uids()).toEqual(['a', 'b2']);
    await store.getState().refresh('saved');
    expect(bridge.countOf('sequence.list')).toBe(3);
  });

  it('goes on until it has as many rows as the saved copy had', async () => {
    void store.getState().open(drive);
    await listCall().answer({ ...saved(['a', 'b', 'c'], null, 1_000), isCutShort: true });
    void store.getState().refresh('all');
    await settled();
    await listCall().answer(pageOf([sequenceRow('a')], 'two'));
    await listCall().answer(pageOf([sequenceRow('b')], 'three'));
    await listCall().answer(pageOf([sequenceRow('c')], 'four'));
    expect(uids()).toEqual(['a', 'b', 'c']);
    expect(bridge.countOf('sequence.list')).toBe(4);
  });

  it('leaves everything as it is when it fails', async () => {
    await openSaved();
    void store.getState().refresh('all');
    await settled();
    await listCall().answer(pageOf([sequenceRow('x')], 'two'));
    await listCall().fail('unreachable');
    expect(uids()).toEqual(['a', 'b', 'c']);
    expect(store.getState().sequences).toMatchObject({ request: { state: 'ready' }, age: { asOfMs: 1_000 } });
  });

  it('loads nothing more behind its back, and nothing twice: a second wish is a second round', async () => {
    await openSaved();
    void store.getState().refresh('all');
    await settled();
    void store.getState().loadMore();
    void store.getState().refresh('saved');
    await settled();
    expect(bridge.countOf('sequence.list')).toBe(3);
    await listCall().answer(saved(['a', 'b'], 'two', 3_000));
    await listCall().answer(pageOf([sequenceRow('c')]));
    expect(listCall().input).toEqual(drive);
    await listCall().answer(pageOf([sequenceRow('a'), sequenceRow('b')], 'two'));
    expect(store.getState().sequences.age.asOfMs).toBeNull();
    expect(bridge.countOf('sequence.list')).toBe(5);
  });

  it('tries a list again that could not be had at all, and a reload that failed', async () => {
    void store.getState().open(drive);
    await listCall().fail('unreachable');
    void store.getState().refresh('all');
    await settled();
    await listCall().answer(pageOf([sequenceRow('a')]));
    expect(uids()).toEqual(['a']);
    void store.getState().reload();
    await listCall().fail('service-failed');
    void store.getState().loadMore();
    expect(listCall().input).toEqual(drive);
    await listCall().answer(pageOf([sequenceRow('b')]));
    expect(uids()).toEqual(['b']);
  });

  it('asks for nothing before the list was opened', async () => {
    await store.getState().refresh('all');
    expect(bridge.calls).toEqual([]);
  });
});

it('forgets everything when cleared, also what is under way', async () => {
  void store.getState().open(drive);
  const late = listCall();
  store.getState().clear();
  await late.answer(pageOf([sequenceRow('a')]));
  expect(store.getState()).toMatchObject({ dataset: null, sequences: { rows: [], request: { state: 'idle' } } });
});
