import { beforeEach, expect, it } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import type { Result } from '../../../../preload/contract/errors.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createItemsStore, type ItemsStore } from '../../../../renderer/stores/items-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { itemRow, pageOf } from '../../../support/rows.ts';

const drive = { owner: 'acme', slug: 'drive' };
const withMedia = (uid: string) => itemRow(uid, { media: { state: 'available', id: `m-${uid}` } });
let bridge: FakeBridge;
let store: ItemsStore;
let types: Map<string, (type: Result<string>) => Promise<void>>;

beforeEach(async () => {
  bridge = new FakeBridge();
  types = new Map();
  store = createItemsStore(createClient(bridge), (mediaId) => {
    const { promise, resolve } = Promise.withResolvers<Result<string>>();
    types.set(mediaId, async (type) => {
      resolve(type);
      await new Promise((done) => setImmediate(done));
    });
    return promise;
  });
  void store.getState().open(drive);
  await bridge.newest('item.list').answer(pageOf([withMedia('a'), withMedia('b'), itemRow('bare')]));
});

const isOfType = (uid: string, type: string) => types.get(`m-${uid}`)?.({ ok: true, value: type });

it.each([
  ['image/png', 'still'],
  ['video/mp4', 'video'],
  ['application/octet-stream', 'still'],
])('shows a loaded item at once, and its %s as %s', async (type, kind) => {
  void store.getState().select('a');
  expect(store.getState()).toMatchObject({ selectedUid: 'a', selected: { state: 'ready' }, preview: { state: 'loading' } });
  await isOfType('a', type);
  expect(store.getState().preview).toEqual({ state: 'ready', value: { mediaId: 'm-a', kind } });
  expect(bridge.countOf('item.get')).toBe(0);
});

it('asks for an item that an address names but the list has not loaded', async () => {
  void store.getState().select('far');
  expect(store.getState().selected.state).toBe('loading');
  expect(bridge.newest('item.get').input).toEqual({ ...drive, itemUid: 'far' });
  await bridge.newest('item.get').answer({ ...itemRow('far'), ...justNow });
  expect(store.getState()).toMatchObject({ selected: { state: 'ready', value: { uid: 'far' } }, preview: { state: 'idle' } });
});

it('keeps the newest selection when answers come out of order', async () => {
  void store.getState().select('far');
  const late = bridge.newest('item.get');
  void store.getState().select('a');
  void store.getState().select('b');
  await isOfType('b', 'image/png');
  await isOfType('a', 'video/mp4');
  await late.answer({ ...itemRow('far'), ...justNow });
  expect(store.getState()).toMatchObject({
    selectedUid: 'b',
    selected: { value: { uid: 'b' } },
    preview: { value: { mediaId: 'm-b', kind: 'still' } },
  });
});

it('says why the media cannot be had, and tries again', async () => {
  void store.getState().select('a');
  await types.get('m-a')?.({ ok: false, error: { kind: 'unreachable', message: 'No network.' } });
  expect(store.getState()).toMatchObject({ selected: { state: 'ready' }, preview: { state: 'failed', error: { kind: 'unreachable' } } });
  void store.getState().retryPreview();
  await isOfType('a', 'image/jpeg');
  expect(store.getState().preview.state).toBe('ready');
});

it('selects nothing again, and nothing in another dataset', async () => {
  void store.getState().select('a');
  void store.getState().select(null);
  await isOfType('a', 'image/png');
  expect(store.getState()).toMatchObject({ selectedUid: null, selected: { state: 'idle' }, preview: { state: 'idle' } });
  void store.getState().select('a');
  void store.getState().open({ ...drive, slug: 'other' });
  expect(store.getState()).toMatchObject({ selectedUid: null, selected: { state: 'idle' } });
});

it('says that the asked item is not there', async () => {
  void store.getState().select('gone');
  await bridge.newest('item.get').fail('not-found');
  expect(store.getState()).toMatchObject({ selectedUid: 'gone', selected: { state: 'failed', error: { kind: 'not-found' } } });
});

const settled = () => new Promise((done) => setImmediate(done));

it('brings the selected item up to date with the list, and its picture stays', async () => {
  void store.getState().select('a');
  await isOfType('a', 'image/png');
  void store.getState().refresh('all');
  await settled();
  await bridge.newest('item.list').answer(pageOf([{ ...withMedia('a'), status: 'completed' }]));
  expect(store.getState()).toMatchObject({ selected: { state: 'ready', value: { status: 'completed' } }, preview: { state: 'ready', value: { mediaId: 'm-a' } } });
  expect(bridge.countOf('item.get')).toBe(0);
});

it('asks again for a selected item that is in no loaded page, where a saved copy of it is shown', async () => {
  void store.getState().select('far');
  await bridge.newest('item.get').answer({ ...itemRow('far'), asOfMs: 1_000, problem: null });
  expect(store.getState().selected).toMatchObject({ value: { asOfMs: 1_000 } });
  void store.getState().refresh('saved');
  await settled();
  await bridge.newest('item.get').answer({ ...itemRow('far'), ...justNow });
  expect(store.getState().selected).toMatchObject({ value: { asOfMs: null } });
  await store.getState().refresh('saved');
  expect(bridge.countOf('item.get')).toBe(2);
});

it('says of an item from the list that it is as old as the list', async () => {
  void store.getState().reload();
  await bridge.newest('item.list').answer({ ...pageOf([itemRow('bare')]), asOfMs: 1_000 });
  await store.getState().select('bare');
  expect(store.getState().selected).toMatchObject({ value: { uid: 'bare', asOfMs: 1_000 } });
});
