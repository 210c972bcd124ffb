import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CommandName } from '../../preload/contract/commands.ts';

/** A command that reached the bridge and waits for its answer. */
export interface PendingCall {
  name: string;
  input: unknown;
  /** Answers the command; the value is cloned as IPC would. */
  answer: (value: unknown) => Promise<void>;
  fail: (kind: string, message?: string) => Promise<void>;
}

/**
 * A bridge in memory: every command waits until the test answers it, in whatever order, and everything that crosses is
 * structurally cloned, so that nothing works by sharing an object that a real process boundary would copy.
 */
export class FakeBridge implements Bridge {
  readonly calls: PendingCall[] = [];
  private readonly listeners = new Set<(event: unknown) => void>();

  invoke(name: string, input: unknown): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const settle = async (result: unknown) => {
      resolve(structuredClone(result));
      // The client's and the store's continuations run before the test goes on.
      await new Promise((done) => setImmediate(done));
    };
    this.calls.push({
      name,
      input: structuredClone(input),
      answer: (value) => settle({ ok: true, value }),
      fail: (kind, message = 'It failed.') => settle({ ok: false, error: { kind, message } }),
    });
    return promise;
  }

  subscribe(listener: (event: unknown) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: unknown): void {
    for (const listener of this.listeners) listener(structuredClone(event));
  }

  /** The newest call of a command. Throws when there was none. */
  newest(name: CommandName): PendingCall {
    const call = this.calls.findLast((candidate) => candidate.name === name);
    if (call === undefined) throw new Error(`${name} was not called`);
    return call;
  }

  countOf(name: CommandName): number {
    return this.calls.filter((call) => call.name === name).length;
  }
}
