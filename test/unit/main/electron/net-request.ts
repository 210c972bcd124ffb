import { EventEmitter } from 'node:events';
import { request as httpRequest, type ClientRequest as HttpRequest } from 'node:http';
import type { ClientRequest, ClientRequestConstructorOptions } from 'electron';

/**
 * Electron's `net.request` over Node's own HTTP, as far as its documentation goes and `createNetFetch` uses it: `redirect`
 * is told without following, `abort` ends the request without an `error`, `close` comes last.
 */
export function nodeNetRequest(seen: ClientRequestConstructorOptions[]): (options: ClientRequestConstructorOptions) => ClientRequest {
  return (options) => {
    seen.push(options);
    return new NodeRequest(options) as unknown as ClientRequest;
  };
}

class NodeRequest extends EventEmitter {
  private readonly outgoing: HttpRequest;
  private isAborted = false;

  constructor({ url = '', method = 'GET', headers = {} }: ClientRequestConstructorOptions) {
    super();
    this.outgoing = httpRequest(url, { method, headers });
    this.outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, headers: answered } = incoming;
      if (status >= 300 && status < 400 && answered.location !== undefined) {
        this.emit('redirect', status, method, new URL(answered.location, url).href, answered);
        this.outgoing.destroy(new Error('Redirect was cancelled'));
      } else {
        this.emit('response', incoming);
      }
    });
    this.outgoing.on('error', (error) => {
      if (!this.isAborted) this.emit('error', error);
    });
    this.outgoing.on('close', () => this.emit('close'));
  }

  end(): void {
    this.outgoing.end();
  }

  abort(): void {
    this.isAborted = true;
    this.outgoing.destroy();
  }
}
