import { EventEmitter } from 'node:events';
import { request as requestHttp, type IncomingMessage as NodeIncoming } from 'node:http';
import { request as requestHttps } from 'node:https';
import { PassThrough } from 'node:stream';

/** `net.request` over Node, for requests that are sent whole: redirects are announced and, unless followed, end it. */
class StandInClientRequest extends EventEmitter implements Pick<Electron.ClientRequest, 'abort' | 'setHeader' | 'followRedirect'> {
  readonly #options: Electron.ClientRequestConstructorOptions;
  readonly #headers: Record<string, string>;
  #outgoing: ReturnType<typeof requestHttp> | null = null;
  #isFollowing = false;

  constructor(options: Electron.ClientRequestConstructorOptions) {
    super();
    this.#options = options;
    this.#headers = Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)]));
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  followRedirect(): void {
    this.#isFollowing = true;
  }

  end(): this {
    this.#send(this.#options.url ?? `${this.#options.protocol ?? 'http:'}//${this.#options.hostname}:${this.#options.port ?? 80}${this.#options.path ?? '/'}`);
    return this;
  }

  abort(): void {
    this.#outgoing?.destroy();
    this.emit('abort');
    this.emit('close');
  }

  #send(url: string): void {
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    // Chromium unpacks what it asked for packed; this asks for nothing packed.
    this.#outgoing = send(url, { method: this.#options.method ?? 'GET', headers: { 'accept-encoding': 'identity', ...this.#headers } });
    this.#outgoing.on('error', (error) => this.emit('error', error));
    this.#outgoing.on('response', (incoming) => this.#answer(url, incoming));
    this.#outgoing.on('close', () => this.emit('close'));
    this.#outgoing.end();
  }

  #answer(url: string, incoming: NodeIncoming): void {
    const { statusCode = 0, headers } = incoming;
    if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && headers.location !== undefined) {
      const location = new URL(headers.location, url).href;
      this.#isFollowing = this.#options.redirect === 'follow' || this.#options.redirect === undefined;
      this.emit('redirect', statusCode, this.#options.method ?? 'GET', location, headers);
      incoming.resume();
      if (this.#isFollowing) this.#send(location);
      else this.emit('error', new Error('Redirect was cancelled'));
      return;
    }
    const body = incoming.pipe(new PassOn());
    incoming.on('error', (error) => body.destroy(error));
    this.emit('response', Object.assign(body, { statusCode, statusMessage: incoming.statusMessage ?? '', headers }));
  }
}

/** A readable stream with nothing of Node's own incoming message but its bytes. */
class PassOn extends PassThrough {}

export const net = {
  request: (options: Electron.ClientRequestConstructorOptions | string) => new StandInClientRequest(typeof options === 'string' ? { url: options } : options),
  isOnline: () => true,
};

