import { beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createConnectionStore, type ConnectionStore } from '../../../../renderer/stores/connection-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

const unreachable = { state: 'offline', because: 'unreachable', sinceMs: 5_000 } as const;
let bridge: FakeBridge;
let store: ConnectionStore;

beforeEach(() => {
  bridge = new FakeBridge();
  store = createConnectionStore(createClient(bridge), { connection: unreachable, hasSavedAnswers: false });
});

it('follows what the privileged process says', () => {
  bridge.emit({ type: 'catalog.changed', hasSavedAnswers: true });
  bridge.emit({ type: 'connection.changed', connection: { state: 'online' } });
  expect(store.getState()).toMatchObject({ connection: { state: 'online' }, hasSavedAnswers: true });
});

it('asks once however often it is pressed, and says that there was no answer until something changes', async () => {
  void store.getState().checkNow();
  void store.getState().checkNow();
  expect(store.getState().check).toBe('checking');
  expect(bridge.countOf('connection.check')).toBe(1);
  await bridge.newest('connection.check').answer(unreachable);
  expect(store.getState().check).toBe('no-answer');
  bridge.emit({ type: 'connection.changed', connection: { state: 'online' } });
  expect(store.getState().check).toBe('none');
});

it('says when the switch holds but cannot be kept', async () => {
  void store.getState().setOffline(true);
  expect(bridge.newest('connection.setOffline').input).toEqual({ isWanted: true });
  await bridge.newest('connection.setOffline').fail('storage', 'The settings could not be saved.');
  expect(store.getState().failure).toMatchObject({ kind: 'storage' });
});
