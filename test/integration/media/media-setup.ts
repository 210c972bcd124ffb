import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { assetIdentity } from '../../../main/media/asset-identity.ts';
import type { Pace } from '../../../main/media/download.ts';
import { Downloads, type DownloadsOptions } from '../../../main/media/downloads.ts';
import { createMediaFetch, type MediaFetch } from '../../../main/media/fetch-media.ts';
import { createMediaAnswers, type MediaAnswersOptions } from '../../../main/media/media-answers.ts';
import { createMediaHandler, type MediaHandlerOptions } from '../../../main/media/media-handler.ts';
import { mediaRef } from '../../../main/media/media-ref.ts';
import { createMediaReader, type ReadMedia } from '../../../main/media/read-media.ts';
import { MediaRegistry, type RemoteAsset } from '../../../main/media/registry.ts';
import { Origin } from '../../../main/media/origin.ts';
import { ByteStore, type ByteStoreOptions } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A media host on loopback that records what it is asked. */
export interface MediaHost {
  origin: string;
  requests: IncomingMessage[];
}

export async function startHost(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<MediaHost> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Serves one file with ranges, as storage hosts do. */
export function serveFile(bytes: Uint8Array): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
    if (match === null) {
      response.writeHead(200, { 'content-length': bytes.byteLength, etag: '"host"' }).end(bytes);
      return;
    }
    const start = match[1] === '' ? Math.max(0, bytes.byteLength - Number(match[2])) : Number(match[1]);
    const last = match[1] === '' || match[2] === '' ? bytes.byteLength - 1 : Math.min(Number(match[2]), bytes.byteLength - 1);
    if (start >= bytes.byteLength) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.byteLength}` }).end();
      return;
    }
    response.writeHead(206, { 'content-length': last + 1 - start, 'content-range': `bytes ${start}-${last}/${bytes.byteLength}` });
    response.end(bytes.subarray(start, last + 1));
  };
}

/** JPEG's first bytes, then bytes that tell their position: no part of it can be taken for another. */
export function jpegOf(lengthBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: lengthBytes }, (_, index) => (index * 31 + (index >> 8) * 7) & 0xff);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
}

export interface MediaSetup {
  handle: (request: Request) => Promise<Response>;
  read: ReadMedia;
  /** The page's address of a file on a media host. */
  addressOf: (url: string, renew?: RemoteAsset['renew']) => string;
  get: (address: string, init?: RequestInit) => Promise<Response>;
  /** Fetches a file into the store as the download queue does. */
  keep: (url: string, options?: { signal?: AbortSignal; pace?: Pace | null; renew?: RemoteAsset['renew'] }) => Promise<void>;
  store: ByteStore;
  downloads: Downloads;
  folder: string;
  warnings: string[];
}

export async function setUpMedia(
  options: Partial<Pick<MediaAnswersOptions, 'waitAheadBytes'> & Pick<DownloadsOptions, 'finishBytes'> & Pick<ByteStoreOptions, 'budgetBytes' | 'reserveBytes' | 'readRoom'>> &
    Pick<MediaHandlerOptions, 'holdBack'> & { store?: null; fetchMedia?: MediaFetch; folder?: string } = {},
): Promise<MediaSetup> {
  const folder = options.folder ?? (await makeFolder());
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  const { holdBack, budgetBytes = 1 << 30, reserveBytes = 0, readRoom, fetchMedia = createMediaFetch({ fetch }), finishBytes, waitAheadBytes } = options;
  const store = await ByteStore.open({
    folder: join(folder, 'store'),
    budgetBytes,
    reserveBytes,
    ...(readRoom === undefined ? {} : { readRoom }),
    onProblem: (problem) => warn(problem.message),
  });
  cleanups.push(() => store.close());
  const registry = new MediaRegistry();
  const origin = new Origin(registry, fetchMedia);
  const downloads = new Downloads({ origin, onStorageProblem: (failure) => warn(failure.message), ...(finishBytes === undefined ? {} : { finishBytes }) });
  cleanups.push(() => downloads.stopAll());
  const current = { current: options.store === null ? null : store };
  const answerMedia = createMediaAnswers({ registry, store: current, origin, downloads, log: { warn }, ...(waitAheadBytes === undefined ? {} : { waitAheadBytes }) });
  const handle = createMediaHandler({ answerMedia, log: { warn }, ...(holdBack === undefined ? {} : { holdBack }) });
  return {
    handle,
    read: createMediaReader(answerMedia),
    addressOf: (url, renew = null) => {
      const ref = mediaRef(url, registry, renew);
      if (ref?.state !== 'available') throw new Error(`no media at ${url}`);
      return `http://viewer.test/media/${ref.id}`;
    },
    get: (address, init) => handle(new Request(address, init)),
    keep: (url, { signal = new AbortController().signal, pace = null, renew = null } = {}) => {
      const ref = mediaRef(url, registry, renew);
      if (ref?.state !== 'available') throw new Error(`no media at ${url}`);
      return downloads.getOrStart(store, ref.id, keyOf(url)).keep(signal, pace);
    },
    store,
    downloads,
    folder,
    warnings,
  };
}

/** Under which a file of a media host is kept. */
export function keyOf(url: string): string {
  return contentKey(assetIdentity(url));
}

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'media-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await response.arrayBuffer());
}

/** Resolves when the client has gone away from a request. */
export function closed(request: IncomingMessage | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (request === undefined || request.socket.destroyed) resolve();
    else request.socket.once('close', () => resolve());
  });
}
