import { describe, expect, test } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { createLogger } from '../../../../main/log/logger.ts';
import { ApiSession } from '../../../../main/session/api-session.ts';
import type { KeyStore } from '../../../../main/session/key-store.ts';
import type { Session } from '../../../../preload/contract/model.ts';

/** A key store in memory, with the one difference that matters: whether it encrypts. */
class MemoryKeyStore implements KeyStore {
  kept: string | null = null;
  isEncrypting = true;
  isProtected = () => Promise.resolve(this.isEncrypting);
  read = () => Promise.resolve(this.kept);
  write = (key: string) => Promise.resolve(void (this.kept = key));
  clear = () => Promise.resolve(void (this.kept = null));
}

const signal = new AbortController().signal;

function sessionWith(options: { keyStore?: KeyStore | null; environmentKey?: string | null } = {}) {
  const changes: Session[] = [];
  const session = new ApiSession({
    keyStore: options.keyStore ?? null,
    environmentKey: options.environmentKey ?? null,
    checkKey: (key) => (key === 'right' ? Promise.resolve() : Promise.reject(new Failure('key-rejected', 'Wrong key.'))),
    onChange: (state) => changes.push(state),
    log: createLogger(() => undefined),
  });
  return { session, changes };
}

describe('the API session', () => {
  test('keeps a key that Avala accepted, and a later start takes it up', async () => {
    const keyStore = new MemoryKeyStore();
    const { session, changes } = sessionWith({ keyStore });
    expect(await session.signIn('right', false, signal)).toEqual({ state: 'signed-in', keyFrom: 'saved' });
    expect(changes).toEqual([{ state: 'signed-in', keyFrom: 'saved' }]);

    const later = sessionWith({ keyStore }).session;
    await later.restore();
    expect(later.readKey()).toBe('right');
    expect(later.state()).toEqual({ state: 'signed-in', keyFrom: 'saved' });
  });

  test('keeps nothing of a key that Avala refused', async () => {
    const keyStore = new MemoryKeyStore();
    const { session, changes } = sessionWith({ keyStore });
    await expect(session.signIn('wrong', false, signal)).rejects.toMatchObject({ kind: 'key-rejected' });
    expect([session.readKey(), keyStore.kept, changes]).toEqual([null, null, []]);
  });

  test('refuses a key store that does not encrypt before anything is sent or kept, until memory only is agreed to', async () => {
    const keyStore = new MemoryKeyStore();
    keyStore.isEncrypting = false;
    const { session } = sessionWith({ keyStore });
    await expect(session.signIn('right', false, signal)).rejects.toMatchObject({ kind: 'key-storage-unprotected' });
    expect(session.readKey()).toBeNull();
    expect(await session.signIn('right', true, signal)).toEqual({ state: 'signed-in', keyFrom: 'this-session' });
    expect(keyStore.kept).toBeNull();
  });

  test('signing in for this session only removes a key that an earlier start kept', async () => {
    const keyStore = new MemoryKeyStore();
    keyStore.kept = 'older';
    const { session } = sessionWith({ keyStore });
    await session.signIn('right', true, signal);
    expect(keyStore.kept).toBeNull();
  });

  test('signing out forgets the key in memory and in the store', async () => {
    const keyStore = new MemoryKeyStore();
    const { session } = sessionWith({ keyStore });
    await session.signIn('right', false, signal);
    expect(await session.signOut()).toEqual({ state: 'signed-out' });
    expect([session.readKey(), keyStore.kept]).toEqual([null, null]);
  });

  test('without a key store a key lives in memory only', async () => {
    const { session } = sessionWith();
    expect(await session.signIn('right', false, signal)).toEqual({ state: 'signed-in', keyFrom: 'this-session' });
  });

  test('a key of the environment comes before a kept one', async () => {
    const keyStore = new MemoryKeyStore();
    keyStore.kept = 'kept';
    const { session } = sessionWith({ keyStore, environmentKey: 'from-environment' });
    await session.restore();
    expect(session.readKey()).toBe('from-environment');
    expect(session.state()).toEqual({ state: 'signed-in', keyFrom: 'environment' });
  });

  test('a rejected key is said once and stays, so that cached data remains readable', async () => {
    const { session, changes } = sessionWith({ environmentKey: 'right' });
    session.reject();
    session.reject();
    expect(changes.map(({ state }) => state)).toEqual(['rejected']);
  });

  test('says what to do when the key kept before cannot be deleted, and changes nothing', async () => {
    const keyStore = new MemoryKeyStore();
    keyStore.kept = 'older';
    keyStore.clear = () => Promise.reject(new Error('EACCES'));
    const { session, changes } = sessionWith({ keyStore });
    await expect(session.signIn('right', true, signal)).rejects.toMatchObject({ kind: 'storage' });
    expect([session.readKey(), changes]).toEqual([null, []]);
  });
});
