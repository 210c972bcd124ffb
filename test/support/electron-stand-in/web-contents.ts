import { EventEmitter } from 'node:events';
import { basename } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { answerInvoke, ipcMain, type SenderFrame } from './ipc-main.ts';
import { droppedPaths, fromMainFunction, isolatedWorld, mainWorldScript, preloadScript, toMainBinding, type FromMain, type ToMain } from './page-scripts.ts';
import { toAppUrl, toPageUrl } from './scheme-server.ts';
import { StandInEvent } from './stand-in-event.ts';
import { decodeValue, encodeValue } from './wire.ts';

type Opened = Parameters<Parameters<Electron.WebContents['setWindowOpenHandler']>[0]>[0];

/** A page, over the protocol of the developer tools. */
export class StandInWebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      'id' | 'loadURL' | 'getURL' | 'send' | 'reload' | 'isDestroyed' | 'isCrashed' | 'setWindowOpenHandler' | 'executeJavaScript' | 'forcefullyCrashRenderer'
    >
{
  static #count = 0;
  readonly id: number;
  readonly #opened: Promise<{ page: Page; devTools: CDPSession }>;
  readonly #frames = new Map<number, string>();
  #url = '';
  #mainFrameId = '';
  #isolatedContextId: number | null = null;
  #isDestroyed = false;
  #isCrashed = false;
  #windowOpenHandler: (details: Opened) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' });
  /** Addresses that main itself goes to: those navigations are not announced. */
  readonly #ownLoads = new Set<string>();

  constructor(openPage: () => Promise<Page>, preloadText: string) {
    super();
    StandInWebContents.#count += 1;
    this.id = StandInWebContents.#count;
    this.#opened = this.#open(openPage, preloadText);
    this.#opened.catch(() => undefined);
  }

  async #open(openPage: () => Promise<Page>, preloadText: string): Promise<{ page: Page; devTools: CDPSession }> {
    const page = await openPage();
    const devTools = await page.context().newCDPSession(page);
    devTools.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId: string };
      this.#frames.set(context.id, frameId);
      if (context.name === isolatedWorld && frameId === this.#mainFrameId) this.#isolatedContextId = context.id;
    });
    devTools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#frames.delete(executionContextId);
      if (executionContextId === this.#isolatedContextId) this.#isolatedContextId = null;
    });
    devTools.on('Runtime.bindingCalled', ({ payload, executionContextId }) => void this.#hear(payload, executionContextId));
    devTools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = toAppUrl(frame.url + (frame.urlFragment ?? ''));
      this.emit('did-navigate', new StandInEvent(), this.#url, 200, '');
    });
    devTools.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.#mainFrameId) this.#url = toAppUrl(url);
    });
    devTools.on('Page.loadEventFired', () => {
      this.emit('did-finish-load');
    });
    devTools.on('Inspector.targetCrashed', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 133 } satisfies Electron.RenderProcessGoneDetails);
    });
    devTools.on('Fetch.requestPaused', (paused) => void this.#announceNavigation(devTools, paused));
    devTools.on('Page.windowOpen', ({ url, windowName }) => {
      const { action } = this.#windowOpenHandler({ url: toAppUrl(url), frameName: windowName, features: '', disposition: 'new-window', referrer: { url: '', policy: 'default' } });
      if (action === 'allow') throw new Error('The stand-in opens no windows for pages.');
    });
    page.on('popup', (popup) => void popup.close());
    await devTools.send('Page.enable');
    this.#mainFrameId = (await devTools.send('Page.getFrameTree')).frameTree.frame.id;
    await devTools.send('Runtime.enable');
    await devTools.send('Runtime.addBinding', { name: toMainBinding, executionContextName: isolatedWorld });
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript });
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadScript(preloadText), worldName: isolatedWorld });
    await devTools.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] });
    return { page, devTools };
  }

  async #announceNavigation(devTools: CDPSession, paused: { requestId: string; frameId: string; request: { url: string }; redirectedRequestId?: string }): Promise<void> {
    const url = toAppUrl(paused.request.url);
    const isMainFrame = paused.frameId === this.#mainFrameId;
    const event = new StandInEvent({ url, isMainFrame, isSameDocument: false });
    if (!this.#ownLoads.delete(url)) {
      if (paused.redirectedRequestId !== undefined) this.emit('will-redirect', event);
      else {
        this.emit('will-frame-navigate', event);
        if (isMainFrame) this.emit('will-navigate', event);
      }
    }
    const { requestId } = paused;
    // A page that is gone by now has nothing to be told.
    if (event.defaultPrevented) await devTools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
    else await devTools.send('Fetch.continueRequest', { requestId }).catch(() => undefined);
  }

  async #hear(payload: string, contextId: number): Promise<void> {
    const { kind, id, channel, args } = decodeValue(payload) as ToMain;
    const frameId = this.#frames.get(contextId);
    const frame: SenderFrame | null =
      frameId === undefined ? null : { origin: originOf(this.#url), url: this.#url, parent: null };
    if (kind === 'send') {
      ipcMain.emit(channel, { sender: this, senderFrame: frame }, ...args);
      return;
    }
    const answer = await answerInvoke(this, frame, channel, args);
    await this.#tell('value' in answer ? { kind: 'answer', id, value: answer.value } : { kind: 'refusal', id, message: answer.message }, contextId);
  }

  /** To the preload that asked, or to the one that is there; one that is gone hears nothing. */
  async #tell(message: FromMain, contextId = this.#isolatedContextId): Promise<void> {
    if (contextId === null || this.#isDestroyed || this.#isCrashed) return;
    const { devTools } = await this.#opened;
    const expression = `globalThis.${fromMainFunction}(${JSON.stringify(encodeValue(message))})`;
    await devTools.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  }

  async loadURL(url: string): Promise<void> {
    const { devTools } = await this.#opened;
    this.#ownLoads.add(url);
    this.#isCrashed = false;
    const loaded = new Promise<void>((resolve) => void this.once('did-finish-load', resolve));
    const { errorText } = await devTools.send('Page.navigate', { url: toPageUrl(url) });
    if (errorText !== undefined && errorText !== '') throw new Error(`${errorText} (-2) loading '${url}'`);
    await loaded;
  }

  getURL(): string {
    return this.#url;
  }

  send(channel: string, ...args: unknown[]): void {
    // Cloned now: what cannot cross throws at its caller.
    void this.#tell({ kind: 'message', channel, args: structuredClone(args) });
  }

  reload(): void {
    void this.#reload();
  }

  async #reload(): Promise<void> {
    const { devTools } = await this.#opened;
    this.#ownLoads.add(this.#url.replace(/#.*$/, ''));
    this.#isCrashed = false;
    await devTools.send('Page.reload');
  }

  isDestroyed = () => this.#isDestroyed;
  isCrashed = () => this.#isCrashed;

  setWindowOpenHandler(handler: (details: Opened) => Electron.WindowOpenHandlerResponse): void {
    this.#windowOpenHandler = handler;
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { devTools } = await this.#opened;
    const { result, exceptionDetails } = await devTools.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error('Script failed to execute');
    return result.value as unknown;
  }

  forcefullyCrashRenderer(): void {
    void this.#opened.then(({ devTools }) => devTools.send('Page.crash').catch(() => undefined));
  }

  /** For tests: files or folders of this computer, dropped in the middle of the page as a person would. */
  async dropFiles(files: string[]): Promise<void> {
    const { page, devTools } = await this.#opened;
    const byName = Object.fromEntries(files.map((path) => [basename(path), path]));
    if (this.#isolatedContextId === null) throw new Error('No preload runs to be told of the drop.');
    await devTools.send('Runtime.evaluate', { expression: `globalThis.${droppedPaths} = ${JSON.stringify(byName)}`, contextId: this.#isolatedContextId });
    const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devTools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data: { items: [], files, dragOperationsMask: 1 } });
    }
  }

  /** For the window that owns it. */
  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('destroyed');
    const { page } = await this.#opened;
    await page.close();
  }
}

/** As `WebFrameMain.origin` gives it: that of `app://viewer` too, which URL calls opaque. */
function originOf(url: string): string {
  return /^[a-z-]+:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
}
