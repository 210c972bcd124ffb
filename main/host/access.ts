import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusal.ts';

/**
 * Who may talk to the loopback host. Any program and any web page on this machine can reach 127.0.0.1, so:
 * the `Host` must be ours (a rebound DNS name is not), an `Origin` must be ours (another site's page is not), and every
 * request but the first must carry the cookie that the printed token was exchanged for.
 */
export class HostAccess {
  private readonly token = randomBytes(32).toString('base64url');
  private readonly cookieValue = randomBytes(32).toString('base64url');
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** The address to print: the only place where the token appears. */
  address(): string {
    return `http://127.0.0.1:${this.port}/?token=${this.token}`;
  }

  /** Cookies are not separated by port, so the port is in the name: two hosts do not sign each other out. */
  setCookie(): string {
    return `avala-viewer-${this.port}=${this.cookieValue}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isToken(candidate: string): boolean {
    return isSame(candidate, this.token);
  }

  /** `Host` and `Origin` alone: what the exchange of the token must pass as well. */
  refuseForeign(request: IncomingMessage): Refusal | null {
    const { host, origin } = request.headers;
    if (host !== `127.0.0.1:${this.port}` && host !== `localhost:${this.port}`) {
      return { status: 421, message: 'Avala Viewer answers at 127.0.0.1 only.' };
    }
    const site = request.headers['sec-fetch-site'];
    const isForeignOrigin = origin !== undefined && origin !== `http://${host}`;
    const isForeignSite = (site === 'cross-site' || site === 'same-site') && request.headers['sec-fetch-mode'] !== 'navigate';
    if (isForeignOrigin || isForeignSite) return { status: 403, message: 'Another site asked. Avala Viewer answers its own page only.' };
    return null;
  }

  /** The whole check, for everything but the exchange of the token. */
  refuse(request: IncomingMessage): Refusal | null {
    return this.refuseForeign(request) ?? (this.hasCookie(request) ? null : notSignedIn);
  }

  /** As `refuse`, for what must come from a script of our page: a command or the event socket always has an `Origin`. */
  refuseScript(request: IncomingMessage): Refusal | null {
    if (request.headers.origin === undefined) return { status: 403, message: 'Only the page of Avala Viewer may ask this.' };
    return this.refuse(request);
  }

  private hasCookie(request: IncomingMessage): boolean {
    const name = `avala-viewer-${this.port}=`;
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    return cookies.some((cookie) => cookie.startsWith(name) && isSame(cookie.slice(name.length), this.cookieValue));
  }
}

const notSignedIn: Refusal = {
  status: 401,
  message: 'Open Avala Viewer with the whole address that it printed in the terminal: the token in it lets this browser in.',
};

/** Compares digests, so that neither time nor length tells anything. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
