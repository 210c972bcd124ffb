import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { StoreFolder } from '../../../main/store/store-folder.ts';
import { forEachOf, median, msOf, rounded } from './median.ts';

const rounds = 7;
/** Of one kept sequence among the others. */
const sequenceFiles = 1_000;

/** Opening a store and saying of a sequence what is on disk, with few and with many files in the store. */
export async function measureOpening(folder: string): Promise<Record<string, number>> {
  const few = await measureWith(join(folder, 'few'), 1_000);
  const many = await measureWith(join(folder, 'many'), 100_000);
  return { openIndexMs1k: rounded(few, 2), openIndexMs100k: rounded(many, 2), openIndexRatio100kTo1k: rounded(many / few, 2) };
}

async function measureWith(folder: string, files: number): Promise<number> {
  const keys = await fill(folder, files);
  const sequence = keys.slice(0, sequenceFiles);
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let store: ByteStore | null = null;
    measured.push(
      await msOf(async () => {
        store = await openStore(folder);
        if (store.keptAmong(sequence).size !== sequenceFiles || store.missingOf('sequence').length > 0) throw new Error('The sequence is not there.');
      }),
    );
    // What was put off until after the opening is part of no opening.
    await (store as ByteStore | null)?.close();
  }
  return median(measured);
}

/** Real files, because they are looked at: of one byte, because their length is not what costs. */
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
  return keys;
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
