import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { browserFlags } from '../support/browser-flags.ts';

/** As Playwright has them: a page that is measured is never in the background. */
const foregroundFlags = ['--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'];

const messageSchema = z.object({
  id: z.number().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
});
const attachedSchema = z.object({ sessionId: z.string(), targetInfo: z.object({ type: z.string(), url: z.string() }).loose() });
const traceSchema = z.object({ value: z.array(z.looseObject({ name: z.string(), cat: z.string(), ts: z.number(), tts: z.number().optional() })) });
const evaluatedSchema = z.object({
  result: z.object({ value: z.unknown().optional() }).loose(),
  exceptionDetails: z.object({ text: z.string(), exception: z.object({ description: z.string().optional() }).loose().optional() }).loose().optional(),
});

/** A `performance.mark` of the page, and how long its thread had run on a processor until then. */
export interface RecordedMark {
  readonly name: string;
  readonly threadMs: number;
}

/**
 * One page of a browser that nobody watches: Playwright records every request, over the protocol of the developer tools,
 * and that alone halves the files a second that a page can fetch. This driver asks for nothing but to evaluate.
 */
export class PlainPage {
  private readonly process: ChildProcess;
  private readonly profile: string;
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, (message: z.infer<typeof messageSchema>) => void>();
  private sessionId: string | undefined;
  private trace: { readonly marks: z.infer<typeof traceSchema>['value']; readonly end: () => void } | null = null;
  private readonly attached: z.infer<typeof attachedSchema>[] = [];
  private lastId = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.process = process;
    this.profile = profile;
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message = messageSchema.parse(JSON.parse(String(data)));
      if (message.method === 'Target.attachedToTarget') this.attached.push(attachedSchema.parse(message.params));
      if (message.method === 'Tracing.dataCollected') this.trace?.marks.push(...traceSchema.parse(message.params).value);
      if (message.method === 'Tracing.tracingComplete') this.trace?.end();
      if (message.id === undefined) return;
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  /** Starts the browser with an empty page of this size in CSS pixels; whoever opens it closes it. */
  static async open(executablePath: string, size: { width: number; height: number }): Promise<PlainPage> {
    const profile = await mkdtemp(join(tmpdir(), 'avala-bench-browser-'));
    const flags = [...browserFlags, ...foregroundFlags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const process = spawn(executablePath, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
    const socket = new WebSocket(await debuggerAddress(process));
    await once(socket, 'open');
    const page = new PlainPage(process, profile, socket);
    const { targetId } = z.object({ targetId: z.string() }).parse(await page.send('Target.createTarget', { url: 'about:blank' }));
    page.sessionId = z.object({ sessionId: z.string() }).parse(await page.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    await page.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    return page;
  }

  /** Sends a command of the developer tools' protocol, to the page unless another session is named. Rejects with the browser's words. */
  async send(method: string, params: Record<string, unknown> = {}, sessionId = this.sessionId): Promise<Record<string, unknown>> {
    this.lastId += 1;
    const id = this.lastId;
    const answered = new Promise<z.infer<typeof messageSchema>>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** Goes to an address and waits until `isReady` holds there. */
  async goto(address: string, isReady: () => boolean): Promise<void> {
    await this.send('Page.navigate', { url: address });
    for (let isThere = false; !isThere; ) {
      // The old page's context may end under the question: that is no answer.
      isThere = await this.evaluate(isReady, undefined).catch(() => false);
      if (!isThere) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Calls a function in the page with plain data; what it returns comes back as plain data. Rejects with what it threw. */
  async evaluate<Input, Output>(run: (input: Input) => Output, input: Input): Promise<Awaited<Output>> {
    const expression = `(${String(run)})(${JSON.stringify(input) ?? ''})`;
    const answer = evaluatedSchema.parse(await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }));
    const failure = answer.exceptionDetails;
    if (failure !== undefined) throw new Error(failure.exception?.description ?? failure.text);
    return answer.result.value as Awaited<Output>;
  }

  /**
   * What the page marks while `run` is at work, in order: how long a thread worked between two marks, without the time that
   * it stood aside for other processes, such as a software renderer. The page cannot tell by itself.
   */
  async recordMarks(run: () => Promise<void>): Promise<readonly RecordedMark[]> {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const marks: z.infer<typeof traceSchema>['value'] = [];
    this.trace = { marks, end };
    await this.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['blink.user_timing'], excludedCategories: ['*'] } });
    await run();
    await this.send('Tracing.end');
    await ended;
    this.trace = null;
    const made = marks.filter(({ cat }) => cat === 'blink.user_timing').toSorted((a, b) => a.ts - b.ts);
    return made.flatMap(({ name, tts }) => (tts === undefined ? [] : [{ name, threadMs: tts / 1_000 }]));
  }

  /** Sessions with the page's workers whose script's address matches, for `send`. From now on the browser watches them: measure no speed any more. */
  async attachToWorkers(address: RegExp): Promise<string[]> {
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    const workers = this.attached.filter(({ targetInfo }) => targetInfo.type === 'worker' && address.test(targetInfo.url));
    if (workers.length === 0) throw new Error('The page has no such workers.');
    return workers.map(({ sessionId }) => sessionId);
  }

  async close(): Promise<void> {
    const hasEnded = once(this.process, 'exit');
    this.socket.close();
    this.process.kill();
    await hasEnded;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Chromium prints it once it listens. */
async function debuggerAddress(process: ChildProcess): Promise<string> {
  if (process.stderr === null) throw new Error('The browser has no standard error.');
  for await (const line of createInterface(process.stderr)) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      process.stderr.resume();
      return address;
    }
  }
  throw new Error('The browser ended before it could be driven.');
}
