import { describe, expect, it } from 'vitest';
import { Connection } from '../../../../main/connection/connection.ts';
import { createOfflineMediaFetch } from '../../../../main/connection/offline-media-fetch.ts';
import { createSwitchedFetch } from '../../../../main/connection/switched-fetch.ts';
import { Failure } from '../../../../main/failure.ts';
import type { MediaFetchRequest } from '../../../../main/media/fetch-media.ts';

const { signal } = new AbortController();
const newConnection = () => new Connection({ isSwitchedOff: false, probe: () => Promise.resolve(false) });

describe('the way out', () => {
  it('is closed while the switch is on: nothing leaves, and the failure says why', async () => {
    const connection = newConnection();
    const asked: string[] = [];
    const fetch = createSwitchedFetch((url) => {
      asked.push(url);
      return Promise.resolve(new Response('there'));
    }, connection);
    expect(await (await fetch('https://a.example/1')).text()).toBe('there');
    connection.setOffline(true);
    await expect(fetch('https://a.example/2')).rejects.toMatchObject({ name: 'Failure', kind: 'unreachable', message: expect.stringContaining('Work offline') });
    connection.setOffline(false);
    await fetch('https://a.example/3');
    expect(asked).toEqual(['https://a.example/1', 'https://a.example/3']);
  });

  it('ends what waits for its answer when the switch is turned on', async () => {
    const connection = newConnection();
    const fetch = createSwitchedFetch(
      (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      connection,
    );
    const waiting = fetch('https://a.example/');
    connection.setOffline(true);
    await expect(waiting).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('Work offline') });
  });

  it('passes on that its caller gave up', async () => {
    const caller = new AbortController();
    const fetch = createSwitchedFetch(
      (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      newConnection(),
    );
    const waiting = fetch('https://a.example/', { signal: caller.signal });
    caller.abort(new Error('the window is gone'));
    await expect(waiting).rejects.toThrow('the window is gone');
  });
});

describe('media while the service is not asked', () => {
  function setUp(outcome: () => Promise<Response>) {
    const connection = newConnection();
    const requests: { url: string; request: MediaFetchRequest }[] = [];
    let nowMs = 0;
    const fetchMedia = createOfflineMediaFetch(
      (url, request) => {
        requests.push({ url, request });
        return outcome();
      },
      connection,
      () => nowMs,
    );
    return { connection, fetchMedia, requests, pass: (ms: number) => (nowMs += ms) };
  }
  const gone = () => Promise.reject(new Failure('timed-out', 'The media host did not answer in time.'));

  it('are fetched as ever while it is online', async () => {
    const { fetchMedia, requests } = setUp(gone);
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toMatchObject({ kind: 'timed-out' });
    await expect(fetchMedia('https://media.example/2', { signal })).rejects.toMatchObject({ kind: 'timed-out' });
    expect(requests.map(({ request }) => request.connectTimeoutMs)).toEqual([undefined, undefined]);
  });

  it('come from a host that can be reached all the same, which has three seconds to answer', async () => {
    const { connection, fetchMedia, requests } = setUp(() => Promise.resolve(new Response('a picture')));
    connection.noteUnreachable();
    expect(await (await fetchMedia('https://media.example/1', { signal })).text()).toBe('a picture');
    expect(requests[0]?.request.connectTimeoutMs).toBe(3_000);
  });

  it('fail at once, in words about the file, for 15 seconds after their host did not answer; other hosts are asked', async () => {
    const { connection, fetchMedia, requests, pass } = setUp(gone);
    connection.noteUnreachable();
    for (const url of ['https://media.example/1', 'https://media.example/2', 'https://other.example/1']) {
      await expect(fetchMedia(url, { signal })).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('This file is not on this computer') });
    }
    expect(requests.map(({ url }) => url)).toEqual(['https://media.example/1', 'https://other.example/1']);
    pass(15_000);
    await expect(fetchMedia('https://media.example/3', { signal })).rejects.toMatchObject({ kind: 'unreachable' });
    expect(requests).toHaveLength(3);
  });

  it('are asked for again as soon as the connection has changed', async () => {
    const { connection, fetchMedia, requests } = setUp(gone);
    connection.noteUnreachable();
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toThrow(Failure);
    connection.noteReached();
    connection.noteUnreachable();
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toThrow(Failure);
    expect(requests).toHaveLength(2);
  });

  it('are asked for again when a person asks whether the service is back, also when it is not', async () => {
    const { connection, fetchMedia, requests } = setUp(gone);
    connection.noteUnreachable();
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toThrow(Failure);
    expect(await connection.check()).toMatchObject({ state: 'offline' });
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toThrow(Failure);
    expect(requests).toHaveLength(2);
  });

  it('keep what else their host says', async () => {
    const { connection, fetchMedia } = setUp(() => Promise.reject(new Failure('bad-response', 'It forwards without end.')));
    connection.noteUnreachable();
    await expect(fetchMedia('https://media.example/1', { signal })).rejects.toMatchObject({ kind: 'bad-response' });
  });
});
