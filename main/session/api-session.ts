import type { Session } from '../../preload/contract/model.ts';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import type { KeyStore } from './key-store.ts';

/** What the session needs of its surroundings. */
export interface ApiSessionOptions {
  /** Null where there is no place to keep a key (the loopback host): it then lives in memory only. */
  keyStore: KeyStore | null;
  /** `AVALA_API_KEY`, or null. */
  environmentKey: string | null;
  /** Proves a key by a real call; rejects with a `Failure`. */
  checkKey: (key: string, signal: AbortSignal) => Promise<void>;
  onChange: (session: Session) => void;
  log: Logger;
}

/**
 * The one holder of the API key. Everything else gets to use it (through `readKey`) or to learn of its state, never to
 * read it back.
 */
export class ApiSession {
  private readonly options: ApiSessionOptions;
  private key: string | null;
  private session: Session;

  constructor(options: ApiSessionOptions) {
    this.options = options;
    this.key = options.environmentKey;
    if (this.key !== null) options.log.hide(this.key);
    this.session = this.key === null ? { state: 'signed-out' } : { state: 'signed-in', keyFrom: 'environment' };
  }

  /** For the API client only. */
  readKey(): string | null {
    return this.key;
  }

  state(): Session {
    return this.session;
  }

  /** Takes up the key kept by an earlier start, unless the environment gives one. */
  async restore(): Promise<void> {
    if (this.key !== null || this.options.keyStore === null) return;
    try {
      this.key = await this.options.keyStore.read();
    } catch (cause) {
      this.options.log.warn('The kept key could not be read; signing in again is needed.', { cause });
    }
    if (this.key === null) return;
    this.options.log.hide(this.key);
    this.change({ state: 'signed-in', keyFrom: 'saved' });
  }

  /** Checks the key by a real call, then keeps it. Nothing changes when either fails. */
  async signIn(key: string, forThisSessionOnly: boolean, signal: AbortSignal): Promise<Session> {
    const { keyStore } = this.options;
    this.options.log.hide(key);
    const keep = keyStore !== null && !forThisSessionOnly;
    if (keep && !(await keyStore.isProtected())) {
      throw new Failure(
        'key-storage-unprotected',
        'This desktop has no key store that encrypts, so the key would lie on disk almost in the open. You can keep it for this session only.',
      );
    }
    await this.options.checkKey(key, signal);
    if (keep) await this.keepInStore(keyStore, key);
    else await this.clearStore('This key is right, but the one kept before could not be deleted from this computer. Try again.');
    this.key = key;
    return this.change({ state: 'signed-in', keyFrom: keep ? 'saved' : 'this-session' });
  }

  async signOut(): Promise<Session> {
    this.key = null;
    const session = this.change({ state: 'signed-out' });
    await this.clearStore('You are signed out, but the kept key could not be deleted from this computer. Try again, or revoke the key at Avala.');
    return session;
  }

  /** Avala answered 401 to this key. It stays in place, so that what is cached remains readable. */
  reject(): void {
    if (this.session.state !== 'signed-in') return;
    this.change({ state: 'rejected', message: 'Avala no longer accepts this API key. Sign in with another one; what is on this computer stays readable.' });
  }

  private async keepInStore(keyStore: KeyStore, key: string): Promise<void> {
    try {
      await keyStore.write(key);
    } catch (cause) {
      throw new Failure('storage', 'The key is right, but it could not be kept on this computer. Try again, or keep it for this session only.', { cause });
    }
  }

  private async clearStore(message: string): Promise<void> {
    try {
      await this.options.keyStore?.clear();
    } catch (cause) {
      throw new Failure('storage', message, { cause });
    }
  }

  private change(session: Session): Session {
    this.session = session;
    this.options.onChange(session);
    return session;
  }
}
