import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { StoreFolder } from '../../../main/store/store-folder.ts';
import { forEachOf, median, msOf, rounded } from './median.ts';

const rounds = 7;
/** Of one kept sequence among the others. */
const sequenceFiles = 1_000;

/** Opening a store and saying of a sequence what is on disk, with few and with many files in the store; warm, in turns. */
export async function measureOpening(folder: string): Promise<Record<string, number>> {
  const few = join(folder, 'few');
  const many = join(folder, 'many');
  const sequence = await fill(few, 1_000);
  // The keys of both begin with the same sequence.
  await fill(many, 100_000);
  const measured: { fewMs: number; manyMs: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times = { fewMs: await openMs(few, sequence), manyMs: await openMs(many, sequence) };
    // The first brings the index into the system's memory, and the code into the compiler's hands.
    if (round > 0) measured.push(times);
  }
  return {
    openIndexMs1k: rounded(median(measured.map(({ fewMs }) => fewMs)), 2),
    openIndexMs100k: rounded(median(measured.map(({ manyMs }) => manyMs)), 2),
    openIndexRatio100kTo1k: rounded(median(measured.map(({ fewMs, manyMs }) => manyMs / fewMs)), 2),
  };
}

async function openMs(folder: string, sequence: readonly string[]): Promise<number> {
  let store: ByteStore | null = null;
  const ms = await msOf(async () => {
    store = await openStore(folder);
    if (store.keptAmong(sequence).size !== sequenceFiles || store.missingOf('sequence').length > 0) throw new Error('The sequence is not there.');
  });
  // What was put off until after the opening is part of no opening.
  await (store as ByteStore | null)?.close();
  return ms;
}

/** Real files, because they are looked at: of one byte, because their length is not what costs. Returns the sequence's keys. */
async function fill(folder: string, files: number): Promise<string[]> {
  const keys = Array.from({ length: files }, (_, index) => contentKey(`https://media.example/${index}`));
  const places = new StoreFolder(folder);
  await places.prepare();
  for (const first of '0123456789abcdef') for (const second of '0123456789abcdef') await mkdir(join(folder, 'files', first, second), { recursive: true });
  await forEachOf(keys, 16, (key) => writeFile(places.pathOf(key), 'x'));
  // Adopts all files that it finds.
  const store = await openStore(folder);
  store.pin('sequence', keys.slice(0, sequenceFiles));
  await store.close();
  return keys.slice(0, sequenceFiles);
}

function openStore(folder: string): Promise<ByteStore> {
  return ByteStore.open({
    folder,
    budgetBytes: 2 ** 40,
    onProblem: (problem) => {
      throw problem;
    },
  });
}
