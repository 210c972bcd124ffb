import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Failure } from '../../../main/failure.ts';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey, isContentKey } from '../../../main/store/content-key.ts';

const kills = 200;
const budgetBytes = 400_000;
const script = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
let folder = '';

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'store-crash-')), 'store');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** Runs the writer and kills it, without any warning, so many milliseconds after it opened the store. */
async function writeUntilKilled(seed: number, afterMs: number): Promise<{ kept: string[]; complaints: string }> {
  const writer = spawn(process.execPath, [script, folder, String(seed)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(writer, 'exit');
  let said = '';
  let complaints = '';
  writer.stderr.on('data', (chunk) => (complaints += String(chunk)));
  let timer: NodeJS.Timeout | null = null;
  writer.stdout.on('data', (chunk) => {
    said += String(chunk);
    timer ??= setTimeout(() => writer.kill('SIGKILL'), afterMs);
  });
  await ended;
  return { kept: said.split('\n').slice(0, -1).filter((line) => line.startsWith('file-')), complaints };
}

/** Every file below the store's folder but the index, by its path. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function contentOf(name: string, version: number): Buffer {
  const block = createHash('sha256').update(`${name} ${version}`).digest();
  return Buffer.concat(Array.from({ length: 1 + (block[0] ?? 0) }, () => block));
}

test(`a store that is killed ${kills} times while it is written to opens each time, with whole files and true records only`, async () => {
  const nameOf = new Map(Array.from({ length: 400 }, (_, index) => [contentKey(`file-${index}`), `file-${index}`]));
  let promised = 0;
  let survived = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    // From the very first write to some dozens of files, unevenly, so that no moment is always met.
    const { kept, complaints } = await writeUntilKilled(kill + 1, (kill * 37) % 60);
    expect(complaints).toBe('');

    const problems: Failure[] = [];
    const store = await ByteStore.open({ folder, budgetBytes, onProblem: (problem) => problems.push(problem) });
    await store.settled();
    expect(problems).toEqual([]);
    const onDisk = (await filesBelow(join(folder, 'files'))).map((path) => path.split(/[/\\]/).at(-1) ?? '');
    expect(await filesBelow(join(folder, 'incoming'))).toEqual([]);
    expect(onDisk.every(isContentKey)).toBe(true);
    expect(store.usage().files).toBe(onDisk.length);
    expect(store.usage().bytes).toBeLessThanOrEqual(budgetBytes);
    let bytes = 0;
    for (const key of onDisk) {
      const name = nameOf.get(key) ?? '';
      const file = store.read(key);
      const content = await file?.read(0, 1 << 20);
      const { record } = file ?? {};
      file?.close();
      // Whole, and of one version: never the beginning of one, nor two of them mixed.
      const version = Number(/^"(\d+)"$/.exec(record?.etag ?? '')?.[1] ?? versionOf(name, content ?? new Uint8Array()));
      expect(Buffer.from(content ?? [])).toEqual(contentOf(name, version));
      if (record?.sha256 !== null) expect(record?.sha256).toBe(createHash('sha256').update(content ?? '').digest('hex'));
      bytes += content?.byteLength ?? 0;
    }
    expect(store.usage().bytes).toBe(bytes);
    promised += kept.length;
    survived += onDisk.length;
    await store.close();
    const index = new DatabaseSync(join(folder, 'index.sqlite'), { readOnly: true });
    expect(index.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    index.close();
  }
  // That it wrote, kept and evicted is shown too: a writer that dies at once would pass all of the above.
  expect(promised).toBeGreaterThan(kills);
  expect(survived).toBeGreaterThan(kills);
}, 300_000);

/** For a file whose record was made anew from the file alone. */
function versionOf(name: string, content: Uint8Array): number {
  return Array.from({ length: 1_000 }, (_, version) => version).find((version) => contentOf(name, version).equals(content)) ?? -1;
}

test('what was promised before a kill is there after it', async () => {
  for (let kill = 0; kill < 20; kill += 1) {
    const { kept } = await writeUntilKilled(1_000 + kill, 10 + kill * 4);
    const store = await ByteStore.open({ folder, budgetBytes: 1 << 30, onProblem: () => undefined });
    await store.settled();
    // The last few: earlier ones may have been evicted or replaced meanwhile.
    const latest = new Map(kept.slice(-8).map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]));
    for (const name of latest.keys()) {
      const file = store.read(contentKey(name));
      const content = Buffer.from((await file?.read(0, 1 << 20)) ?? []);
      file?.close();
      expect(versionOf(name, content)).toBeGreaterThanOrEqual(0);
    }
    await store.close();
  }
}, 120_000);
