import type { IncomingMessage } from 'node:http';

/** Which listener saw a request: the API, the media host, or the origin that nobody should ever ask. */
export type Listener = 'api' | 'media' | 'elsewhere';

/** A request as a test may look at it. */
export interface RecordedRequest {
  listener: Listener;
  method: string;
  /** Path and query, as sent. */
  path: string;
  /** Of the headers, those that matter here; lower case. */
  headers: Partial<Record<(typeof headersOfInterest)[number], string>>;
}

const headersOfInterest = ['x-avala-api-key', 'cookie', 'authorization', 'range', 'accept', 'user-agent', 'origin', 'referer', 'if-range', 'if-none-match'] as const;

/** Everything the listeners were asked, in order. */
export class RequestLog {
  readonly requests: RecordedRequest[] = [];
  private readonly waiting = new Set<() => void>();

  record(listener: Listener, request: IncomingMessage): RecordedRequest {
    const headers: RecordedRequest['headers'] = {};
    for (const name of headersOfInterest) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const recorded = { listener, method: request.method ?? 'GET', path: request.url ?? '/', headers };
    this.requests.push(recorded);
    for (const check of this.waiting) check();
    return recorded;
  }

  /** The requests whose path and query match. */
  matching(path: RegExp): RecordedRequest[] {
    return this.requests.filter((request) => path.test(request.path));
  }

  /** Resolves once `count` requests with a matching path have come in, counting those that already have. */
  async whenRequested(path: RegExp, count = 1): Promise<void> {
    await new Promise<void>((resolve) => {
      const check = () => {
        if (this.matching(path).length < count) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
      check();
    });
  }
}
