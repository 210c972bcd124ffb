import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles } from '../../../../main/store/hash-files.ts';

let folder = '';
const descriptors: number[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hash-'));
});
afterEach(async () => {
  for (const descriptor of descriptors.splice(0)) closeSync(descriptor);
  await rm(folder, { recursive: true });
});

async function fileOf(name: string, bytes: string | Uint8Array): Promise<number> {
  await writeFile(join(folder, name), bytes);
  return opened(join(folder, name));
}

function opened(path: string): number {
  const descriptor = openSync(path, 'r');
  descriptors.push(descriptor);
  return descriptor;
}

test('each file gets its own hash, be it short, longer than what is read at once, or only partly asked for', async () => {
  const files = [
    { descriptor: await fileOf('abc', 'abc'), lengthBytes: 3 },
    { descriptor: await fileOf('million', 'a'.repeat(1_000_000)), lengthBytes: 1_000_000 },
    { descriptor: await fileOf('zeros', new Uint8Array(20 << 20)), lengthBytes: 20 << 20 },
    { descriptor: await fileOf('longer', 'abcdef'), lengthBytes: 3 },
  ];
  expect(await Promise.all(hashFiles(files))).toEqual([
    // FIPS 180-2, appendix B.1 and B.3.
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    // head -c 20971520 /dev/zero | sha256sum
    'cd52d81e25f372e6fa4db2c0dfceb59862c1969cab17096da352b34950c973cc',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ]);
});

test('a file that is shorter than it should be, or cannot be read, is told of and holds up no other', async () => {
  const [short, unreadable, whole] = hashFiles([
    { descriptor: await fileOf('short', 'ab'), lengthBytes: 3 },
    { descriptor: opened(folder), lengthBytes: 3 },
    { descriptor: await fileOf('abc', 'abc'), lengthBytes: 3 },
  ]);
  await expect(short).rejects.toMatchObject({ code: null });
  await expect(unreadable).rejects.toMatchObject({ code: 'EISDIR' });
  await expect(whole).resolves.toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
