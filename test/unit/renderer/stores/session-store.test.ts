import { beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createSessionStore, type SessionStore } from '../../../../renderer/stores/session-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let store: SessionStore;
const submit = (forThisSessionOnly = false) => store.getState().submitKey('avk_1', { forThisSessionOnly });

beforeEach(() => {
  bridge = new FakeBridge();
  store = createSessionStore(createClient(bridge), { state: 'signed-out' });
});

it('signs in with an accepted key, closes the form, and keeps the key nowhere', async () => {
  store.getState().openSignIn();
  const wasAccepted = submit();
  expect(store.getState().signIn).toEqual({ state: 'checking' });
  await bridge.newest('session.sign-in').answer({ state: 'signed-in', keyFrom: 'saved' });
  expect(await wasAccepted).toBe(true);
  expect(store.getState()).toMatchObject({ session: { state: 'signed-in', keyFrom: 'saved' }, isSignInOpen: false });
  expect(JSON.stringify(store.getState())).not.toContain('avk_1');
});

it('shows why a key was refused until the person changes it', async () => {
  const wasAccepted = submit();
  await bridge.newest('session.sign-in').fail('key-rejected', 'Invalid API key.');
  expect(await wasAccepted).toBe(false);
  expect(store.getState()).toMatchObject({ session: { state: 'signed-out' }, signIn: { state: 'failed', error: { kind: 'key-rejected' } } });
  store.getState().dismissFailure();
  expect(store.getState().signIn).toEqual({ state: 'idle' });
});

it('can keep the key for this session only, after the key store was found unprotected', async () => {
  void submit();
  await bridge.newest('session.sign-in').fail('key-storage-unprotected');
  void submit(true);
  expect(bridge.newest('session.sign-in').input).toEqual({ key: 'avk_1', forThisSessionOnly: true });
});

it('checks one key at a time', async () => {
  void submit();
  expect(await submit()).toBe(false);
  expect(bridge.countOf('session.sign-in')).toBe(1);
});

it('follows a session that ends elsewhere, and a wait that the service asked for', () => {
  bridge.emit({ type: 'session.changed', session: { state: 'rejected', message: 'The key has expired.' } });
  bridge.emit({ type: 'api.waiting', untilMs: 1_234 });
  expect(store.getState()).toMatchObject({ session: { state: 'rejected' }, waitingUntilMs: 1_234 });
});

it('stays signed in and says so when signing out fails', async () => {
  bridge.emit({ type: 'session.changed', session: { state: 'signed-in', keyFrom: 'saved' } });
  void store.getState().signOut();
  await bridge.newest('session.sign-out').fail('storage', 'The key store did not answer.');
  expect(store.getState()).toMatchObject({ session: { state: 'signed-in' }, signOutFailure: { kind: 'storage' } });
  void store.getState().signOut();
  await bridge.newest('session.sign-out').answer({ state: 'signed-out' });
  expect(store.getState()).toMatchObject({ session: { state: 'signed-out' }, signOutFailure: null });
});
