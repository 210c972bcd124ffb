import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import type { FromStandIn, MainWorld, ToStandIn } from './control.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const register = new URL('register.ts', import.meta.url).href;

/** A desktop app whose Electron is the stand-in. */
export interface StandInApp {
  /** The page of its first window, watched from before its first navigation. */
  page: Page;
  /** Runs a function in main with Electron's modules, as Playwright's `ElectronApplication.evaluate` does; plain data crosses. */
  evaluateMain: <Output, Input = undefined>(run: (world: MainWorld, input: Input) => Output | Promise<Output>, input?: Input) => Promise<Output>;
  /** Shows what is shown from here on: the app becomes ready now. */
  release: () => void;
  /** A page that was crashed stays so for its driver: this is the same one, with a new driver. */
  reconnect: () => Promise<Page>;
  /** What it wrote to its terminal so far. */
  log: () => string;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
  close: () => Promise<void>;
}

export interface StandInOptions {
  args?: readonly string[];
  env?: Record<string, string>;
  /** The built entry, or one inside a package. */
  entry?: string;
}

/** Starts main in a process of its own, without a window: for starts that end by themselves. */
export function spawnStandIn({ args = [], env = {}, entry = `${root}dist/main/electron.js` }: StandInOptions): { child: ChildProcess; log: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', register, entry, ...args], {
    env: { ...process.env, AVALA_API_KEY: '', AVALA_BASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += String(chunk)));
  return { child, log: () => log, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

/** Starts the app and connects to its Chromium. Whoever starts it closes it. */
export async function startStandIn(options: StandInOptions): Promise<StandInApp> {
  const { child, log, ended } = spawnStandIn(options);
  const answers = new Map<number, (message: Extract<FromStandIn, { kind: 'evaluated' }>) => void>();
  const address = Promise.withResolvers<string>();
  child.on('message', (message: FromStandIn) => {
    if (message.kind === 'chromium') address.resolve(message.debuggerAddress);
    else answers.get(message.id)?.(message);
  });
  void ended.then((code) => address.reject(new Error(`The app ended with ${code}:\n${log()}`)));
  const debuggerAddress = await address.promise;
  const browsers: Browser[] = [];
  const connect = async () => {
    const browser = await chromium.connectOverCDP(debuggerAddress);
    browsers.push(browser);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('The stand-in has no page.');
    return page;
  };
  const page = await connect().catch((cause: unknown) => {
    throw new Error(`The app cannot be driven:\n${log()}`, { cause });
  });
  let lastId = 0;
  const tell = (message: ToStandIn) => void child.send(message);
  return {
    page,
    log,
    ended,
    reconnect: connect,
    release: () => tell({ kind: 'watching' }),
    async evaluateMain<Output, Input>(run: (world: MainWorld, input: Input) => Output | Promise<Output>, input?: Input) {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<Extract<FromStandIn, { kind: 'evaluated' }>>((resolve) => answers.set(id, resolve));
      tell({ kind: 'evaluate', id, source: String(run), input });
      const gone = ended.then((code): never => {
        throw new Error(`The app ended with ${code} while main was asked:\n${log()}`);
      });
      const { value, thrown } = await Promise.race([answered, gone]);
      if (thrown !== undefined) throw new Error(thrown);
      return value as Output;
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      // Their browser has ended with the app.
      for (const browser of browsers) await browser.close();
    },
  };
}
