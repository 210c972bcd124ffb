import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { letHeapGrow } from '../../../main/heap-growth.ts';
import { Downloads } from '../../../main/media/downloads.ts';
import { createMediaAnswers } from '../../../main/media/media-answers.ts';
import { createMediaHandler } from '../../../main/media/media-handler.ts';
import { createMediaReader } from '../../../main/media/read-media.ts';
import { Origin } from '../../../main/media/origin.ts';
import { MediaRegistry } from '../../../main/media/registry.ts';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { StoreFolder } from '../../../main/store/store-folder.ts';
import { forEachOf, median, msOf, rounded } from './median.ts';

const rounds = 25;
/** A minute of six cameras at 1 Hz, in the size of their JPEGs. */
const files = 360;
const fileBytes = 240_000;
/** As many as a browser asks one origin for. */
const atOnce = 6;

/**
 * The media handler's answers from the store, their bodies read to the end, and what the host's page takes over its socket,
 * beside `fs.readFile` of the same files; warm, in turns.
 */
export async function measureReading(folder: string): Promise<Record<string, number>> {
  // As the app does at its start.
  letHeapGrow();
  const storeFolder = join(folder, 'store');
  const store = await ByteStore.open({ folder: storeFolder, budgetBytes: 2 ** 40, onProblem: fail });
  const registry = new MediaRegistry();
  const origin = new Origin(registry, () => Promise.reject(new Error('The network is not asked.')));
  const downloads = new Downloads({ origin, onStorageProblem: fail });
  const log = { warn: fail };
  const answerMedia = createMediaAnswers({ registry, store: { current: store }, origin, downloads, log });
  const handle = createMediaHandler({ answerMedia, log });
  const readMedia = createMediaReader(answerMedia);
  const places = new StoreFolder(storeFolder);
  const media: { mediaId: string; path: string }[] = [];
  for (let index = 0; index < files; index += 1) {
    const url = `https://media.example/${index}.jpg`;
    const key = contentKey(url);
    await keepRandom(store, key);
    media.push({ mediaId: registry.register({ identity: url, url, renew: null }), path: places.pathOf(key) });
  }

  const byHandler = () => forEachOf(media, atOnce, async ({ mediaId }) => readToEnd(await handle(new Request(`http://viewer.test/media/${mediaId}`))));
  const { signal } = new AbortController();
  const bySocket = () => forEachOf(media, atOnce, async ({ mediaId }) => (await readMedia({ mediaId, isAnew: false, maxBytes: fileBytes }, signal))?.release());
  const byFs = () => forEachOf(media, atOnce, ({ path }) => readFile(path));
  await byHandler();
  await bySocket();
  await byFs();
  const measured: { handlerMs: number; socketMs: number; fsMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push({ handlerMs: await msOf(byHandler), socketMs: await msOf(bySocket), fsMs: await msOf(byFs) });
  await store.close();
  const megabytes = (files * fileBytes) / 1e6;
  return {
    storeReadMBPerS: rounded((megabytes / median(measured.map(({ handlerMs }) => handlerMs))) * 1e3, 0),
    fsReadMBPerS: rounded((megabytes / median(measured.map(({ fsMs }) => fsMs))) * 1e3, 0),
    storeReadRatioToFs: rounded(median(measured.map(({ handlerMs, fsMs }) => handlerMs / fsMs)), 2),
    socketReadRatioToFs: rounded(median(measured.map(({ socketMs, fsMs }) => socketMs / fsMs)), 2),
  };
}

/** As both shells do, who hand the body's pieces on as they are. */
async function readToEnd(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  let lengthBytes = 0;
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) lengthBytes += next.value.byteLength;
  if (lengthBytes !== fileBytes) throw new Error(`A file of ${lengthBytes} bytes came.`);
}

async function keepRandom(store: ByteStore, key: string): Promise<void> {
  const bytes = randomBytes(fileBytes);
  const writer = await store.write(key);
  await writer.append(bytes);
  await writer.commit(bytes.byteLength, { mediaType: 'image/jpeg', etag: null, lastModified: null });
  await writer.close();
}

function fail(problem: unknown): never {
  throw problem instanceof Error ? problem : new Error(String(problem));
}
