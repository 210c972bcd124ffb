import { createHash } from 'node:crypto';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey } from '../../../main/store/content-key.ts';

/**
 * Writes into a store until it is killed, as downloads do: several files at once, chunk by chunk, some given up, some
 * replaced, with more than the budget holds. Says on stdout, a line each, what it promised to have kept.
 *
 *     node crash-writer.ts FOLDER SEED
 */
const [folder = '', seedText = '1'] = process.argv.slice(2);
const budgetBytes = 400_000;
let state = Number(seedText) >>> 0;

/** Numerical Recipes' linear congruential generator, 0 to 1. */
function random(): number {
  state = (state * 1_664_525 + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

/** The bytes of file N in version V can be told from its name alone, so that whoever reads them knows what is right. */
function contentOf(name: string, version: number): Buffer {
  const block = createHash('sha256').update(`${name} ${version}`).digest();
  return Buffer.concat(Array.from({ length: 1 + (block[0] ?? 0) }, () => block));
}

async function writeOne(store: ByteStore): Promise<void> {
  const name = `file-${Math.floor(random() * 400)}`;
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

const store = await ByteStore.open({ folder, budgetBytes, onProblem: (failure) => process.stderr.write(`${failure.message}\n`) });
process.stdout.write('open\n');
const writeOn = async () => {
  for (;;) await writeOne(store);
};
await Promise.all(Array.from({ length: 6 }, writeOn));
