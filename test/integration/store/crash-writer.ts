import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { budgetBytes, cacheNames, contentOf, pinnedNames } from './crash-content.ts';

/**
 * Works on a store until it is killed, as downloads, the queue and Verify do: several files at once, chunk by chunk, some
 * given up, some replaced, with more than the budget holds; pinned ones in parts that are gone on with; pins that come
 * and go; and all the while files are compared with their hashes. Says on stdout, a line each, what it promised to have
 * kept, and on stderr what it found that must not be.
 *
 *     node crash-writer.ts FOLDER RUN
 */
const [folder = '', runText = '1'] = process.argv.slice(2);
const run = Number(runText);
let state = run >>> 0;

/** Numerical Recipes' linear congruential generator, 0 to 1. */
function random(): number {
  state = (state * 1_664_525 + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const oneOf = (names: readonly string[]) => names[Math.floor(random() * names.length)] ?? '';
const complain = (what: string) => process.stderr.write(`${what}\n`);

async function writeCached(store: ByteStore): Promise<void> {
  const name = oneOf(cacheNames);
  const version = Math.floor(random() * 1_000);
  const bytes = contentOf(name, version);
  const isGivenUp = random() < 0.1;
  const writer = await store.write(contentKey(name));
  try {
    for (let start = 0; start < bytes.byteLength; start += 1_000) await writer.append(bytes.subarray(start, start + 1_000));
    if (isGivenUp) return;
    await writer.commit(bytes.byteLength, { mediaType: 'application/octet-stream', etag: `"${version}"`, lastModified: null });
    process.stdout.write(`${name} ${version}\n`);
  } finally {
    await writer.close();
  }
}

/** A download of a pinned file: goes on with what is there, unless its host has another version by now. */
async function writePinned(store: ByteStore): Promise<void> {
  const name = oneOf(pinnedNames(run));
  if (store.keptAmong([contentKey(name)]).size > 0 && random() > 0.05) return;
  const stopsAt = random() < 0.3 ? random() : 1;
  const writer = await store.write(contentKey(name));
  try {
    let version = Number(/^"(\d+)"$/.exec(writer.found?.etag ?? '')?.[1] ?? 0);
    if (writer.found !== null) {
      const part = Buffer.from(await writer.read(0, writer.lengthBytes));
      if (!part.equals(contentOf(name, version).subarray(0, part.byteLength))) complain(`The part of ${name} is not its beginning.`);
      process.stdout.write(`resumed ${name}\n`);
      if (random() < 0.2) {
        version += 1;
        writer.restart();
      }
    }
    const bytes = contentOf(name, version);
    await writer.begin({ totalBytes: bytes.byteLength, etag: `"${version}"`, lastModified: null });
    while (writer.lengthBytes < bytes.byteLength) {
      if (writer.lengthBytes >= stopsAt * bytes.byteLength) return;
      await writer.append(bytes.subarray(writer.lengthBytes, writer.lengthBytes + 4_000));
    }
    await writer.commit(bytes.byteLength, { mediaType: 'application/octet-stream', etag: `"${version}"`, lastModified: null });
    process.stdout.write(`${name} ${version}\n`);
  } finally {
    await writer.close();
  }
}

async function verify(store: ByteStore): Promise<void> {
  const names = Array.from({ length: 10 }, () => oneOf(random() < 0.5 ? cacheNames : pinnedNames(run)));
  const { damaged } = await store.verify(names.map(contentKey), () => undefined, new AbortController().signal);
  if (damaged.length > 0) complain('A file that nobody damaged was found damaged.');
}

async function changePins(store: ByteStore): Promise<void> {
  if (random() < 0.5) store.pin('now and then', [...pinnedNames(run).slice(10, 20), ...cacheNames.slice(0, 20)].map(contentKey));
  else store.unpin('now and then');
  await store.settled();
}

const store = await ByteStore.open({ folder, budgetBytes, reserveBytes: 0, onProblem: (failure) => complain(failure.message) });
process.stdout.write('open\n');
store.pin('always', pinnedNames(run).map(contentKey));
const goOnWith = async (work: (store: ByteStore) => Promise<void>) => {
  for (;;) {
    await work(store);
    // What waits for nothing would keep all others from their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
};
await Promise.all([writeCached, writeCached, writeCached, writePinned, writePinned, writePinned, verify, changePins].map(goOnWith));
