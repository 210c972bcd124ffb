import { describe, expect, it } from 'vitest';
import { requestJson } from '../../../../main/api/request-json.ts';
import { Failure } from '../../../../main/failure.ts';
import type { FetchPort } from '../../../../main/fetch-port.ts';

function ask(fetch: FetchPort, options: { timeoutMs?: number; limitBytes?: number; etag?: string; signal?: AbortSignal } = {}) {
  return requestJson({
    url: 'https://server.avala.ai/api/v1/datasets/',
    key: 'k',
    fetch,
    signal: options.signal ?? new AbortController().signal,
    timeoutMs: options.timeoutMs ?? 30_000,
    limitBytes: options.limitBytes ?? 1_000,
    etag: options.etag ?? null,
    now: () => 0,
    onHeaders: () => undefined,
  });
}

const answer = (body: BodyInit | null, init?: ResponseInit): FetchPort => () => Promise.resolve(new Response(body, init));

/** Settles only when its signal aborts. */
const silent: FetchPort = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

describe('requestJson', () => {
  it('refuses redirects, cookies and caches, and sends the key in its header only', async () => {
    const seen: RequestInit[] = [];
    await ask((_, init) => {
      seen.push(init ?? {});
      return Promise.resolve(new Response('{}'));
    });
    expect(seen[0]).toMatchObject({ redirect: 'manual', credentials: 'omit', cache: 'no-store', headers: { 'X-Avala-Api-Key': 'k' } });
  });

  it.each([301, 302, 303, 307, 308])('refuses a redirect by status %i', async (status) => {
    const redirect = answer(null, { status, headers: { location: 'https://elsewhere.example/' } });
    expect(await ask(redirect)).toMatchObject({ ok: false, failure: { kind: 'redirected' }, isRetryable: false });
  });

  it('ends the request once the answer is known, also where the fetch port leaves that to its signal', async () => {
    let request: AbortSignal | null | undefined;
    const outcome = await ask((_, init) => {
      request = init?.signal;
      return Promise.resolve(new Response(new ReadableStream(), { status: 302 }));
    });
    expect(outcome).toMatchObject({ failure: { kind: 'redirected' } });
    expect(request?.aborted).toBe(true);
  });

  it('stops a download that grows beyond the limit', async () => {
    let produced = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        produced += 100;
        controller.enqueue(new Uint8Array(100).fill(0x20));
      },
      cancel() {
        isCancelled = true;
      },
    });
    expect(await ask(answer(endless))).toMatchObject({ failure: { kind: 'bad-response' }, isRetryable: false });
    expect(isCancelled).toBe(true);
    expect(produced).toBeLessThan(2_000);
  });

  it('refuses text that is not UTF-8', async () => {
    expect(await ask(answer(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)))).toMatchObject({ failure: { kind: 'bad-response' } });
  });

  it('reads a character that two chunks share', async () => {
    const halves = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Uint8Array.of(0x22, 0xc3));
        controller.enqueue(Uint8Array.of(0xa4, 0x22));
        controller.close();
      },
    });
    expect(await ask(answer(halves))).toEqual({ ok: true, value: { isUnchanged: false, text: '"ä"', body: 'ä', etag: null } });
  });

  it('sends the validator of what is kept, and takes a 304 for its confirmation', async () => {
    const seen: RequestInit[] = [];
    const outcome = await ask(
      (_, init) => {
        seen.push(init ?? {});
        return Promise.resolve(new Response(null, { status: 304 }));
      },
      { etag: 'W/"7"' },
    );
    expect(seen[0]?.headers).toEqual({ 'X-Avala-Api-Key': 'k', Accept: 'application/json', 'If-None-Match': 'W/"7"' });
    expect(outcome).toEqual({ ok: true, value: { isUnchanged: true } });
  });

  it('makes no sense of a 304 that nobody asked for', async () => {
    expect(await ask(answer(null, { status: 304 }))).toMatchObject({ ok: false, failure: { kind: 'bad-response' }, isRetryable: false });
  });

  it('gives the validator of an answer', async () => {
    expect(await ask(answer('{}', { headers: { ETag: '"8"' } }))).toMatchObject({ value: { body: {}, etag: '"8"' } });
  });

  it('passes on why the way out is closed, and does not try again', async () => {
    const closed = new Failure('unreachable', 'You are working offline.');
    expect(await ask(() => Promise.reject(closed))).toEqual({ ok: false, failure: closed, isRetryable: false, pauseMs: null });
  });

  it('gives up on silence without another try', async () => {
    expect(await ask(silent, { timeoutMs: 1 })).toMatchObject({ failure: { kind: 'timed-out' }, isRetryable: false });
  });

  it('throws cancelled when the caller gives up', async () => {
    const caller = new AbortController();
    const asked = ask(silent, { signal: caller.signal });
    caller.abort(new Error('the window is gone'));
    await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('takes a failed connection for one worth another try', async () => {
    expect(await ask(() => Promise.reject(new TypeError('fetch failed')))).toMatchObject({ failure: { kind: 'unreachable' }, isRetryable: true });
  });
});
