import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { browserFlags } from '../browser-flags.ts';
import { startSchemeServer } from './scheme-server.ts';

/** The Chromium that draws the stand-in's windows. */
export interface Chromium {
  context: BrowserContext;
  /** Where a second driver can connect: the test's. */
  debuggerAddress: string;
  close: () => Promise<void>;
}

let started: Promise<Chromium> | null = null;
const running = Promise.withResolvers<Chromium>();

/** Resolves when somebody has started it. */
export const whenChromiumRuns = () => running.promise;

/** Starts it, once. Its pages reach the app's own scheme and nothing else, whatever name they ask for. */
export function startChromium(): Promise<Chromium> {
  if (started === null) {
    started = start();
    started.then(running.resolve, running.reject);
  }
  return started;
}

/** Ends it, when it was started. */
export async function stopChromium(): Promise<void> {
  await (await started)?.close();
}

async function start(): Promise<Chromium> {
  const server = await startSchemeServer();
  const profile = mkdtempSync(join(tmpdir(), 'avala-stand-in-'));
  const executablePath = process.env['AVALA_TEST_BROWSER'];
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    // null: pages are as large as their window.
    viewport: null,
    args: [
      ...browserFlags,
      '--remote-debugging-port=0',
      '--ignore-certificate-errors',
      `--host-resolver-rules=MAP viewer 127.0.0.1:${server.port}, MAP * ~NOTFOUND`,
    ],
  });
  const [port = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return {
    context,
    debuggerAddress: `http://127.0.0.1:${port}`,
    async close() {
      await context.close();
      server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
