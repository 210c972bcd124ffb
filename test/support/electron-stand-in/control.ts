import { whenChromiumRuns } from './chromium.ts';
import { runInThisContext } from 'node:vm';
import * as electron from './electron.ts';
import { answerInvoke } from './ipc-main.ts';
import { answerScheme } from './protocol.ts';
import { waitForWatcher } from './readiness.ts';
import { recorded, type Recorded } from './recorded.ts';

/** What a function that a test runs in main is given: Electron's modules, and what only the stand-in has. */
export type MainWorld = typeof electron & { recorded: Recorded; answerInvoke: typeof answerInvoke; answerScheme: typeof answerScheme };
const mainWorld: MainWorld = { ...electron, recorded, answerInvoke, answerScheme };

/** From a test to the process: run a function's source, or say that the test watches now. */
export type ToStandIn = { kind: 'watching' } | { kind: 'evaluate'; id: number; source: string; input: unknown };
/** From the process to its test. */
export type FromStandIn = { kind: 'chromium'; debuggerAddress: string } | { kind: 'evaluated'; id: number; value?: unknown; thrown?: string };

/** Serves the test that started this process, when one did: it has a channel of Node's then. */
export function listenToTest(): void {
  if (process.send === undefined) return;
  const say = (message: FromStandIn) => void process.send?.(message);
  const watching = Promise.withResolvers<void>();
  waitForWatcher(watching.promise);
  electron.app.once('quit', () => process.disconnect());
  process.on('message', (message: ToStandIn) => {
    if (message.kind === 'watching') {
      watching.resolve();
      return;
    }
    void evaluate(message.source, message.input).then(
      (value) => say({ kind: 'evaluated', id: message.id, value }),
      (thrown: unknown) => say({ kind: 'evaluated', id: message.id, thrown: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }),
    );
  });
  // The test's channel alone must not keep the process alive.
  process.channel?.unref();
  void whenChromiumRuns().then(({ debuggerAddress }) => say({ kind: 'chromium', debuggerAddress }));
}

/** Sources come from the test that started this process. */
async function evaluate(source: string, input: unknown): Promise<unknown> {
  const run = runInThisContext(`(${source})`) as (world: MainWorld, input: unknown) => unknown;
  return run(mainWorld, input);
}
