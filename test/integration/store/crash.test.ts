import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Failure } from '../../../main/failure.ts';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { contentKey, isContentKey } from '../../../main/store/content-key.ts';
import { budgetBytes, cacheNames, contentOf, pinnedNames } from './crash-content.ts';

const kills = 220;
/** Of what the runs are to have met, all together. */
const leastOfEach = 25;
const script = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
let folder = '';

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'store-crash-')), 'store');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** When a run is killed: so many milliseconds after it opened the store, or when it has said so many lines. */
type End = { afterMs: number } | { afterLines: number };

/** Runs the writer and kills it without any warning. */
async function workUntilKilled(run: number, end: End): Promise<{ lines: string[]; complaints: string }> {
  const writer = spawn(process.execPath, [script, folder, String(run)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(writer, 'exit');
  let said = '';
  let complaints = '';
  writer.stderr.on('data', (chunk) => (complaints += String(chunk)));
  let timer: NodeJS.Timeout | null = null;
  writer.stdout.on('data', (chunk) => {
    said += String(chunk);
    if ('afterMs' in end) timer ??= setTimeout(() => writer.kill('SIGKILL'), end.afterMs);
    else if (said.split('\n').length > end.afterLines) writer.kill('SIGKILL');
  });
  await ended;
  return { lines: said.split('\n').slice(0, -1), complaints };
}

/** Every file below a folder, by its path. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const nameOf = new Map([...cacheNames, ...Array.from({ length: 3 * kills + 40 }, (_, index) => `kept-${index}`)].map((name) => [contentKey(name), name]));
const promisesOf = (lines: readonly string[]) => lines.filter((line) => /^(file|kept)-\d+ \d+$/.test(line)).map((line) => line.split(' ')[0] ?? '');
const versionIn = (etag: unknown) => Number(/^"(\d+)"$/.exec(String(etag))?.[1] ?? Number.NaN);

/** Whole, and of one version: never the beginning of one, nor two of them mixed. Its length in bytes. */
async function expectWhole(store: ByteStore, key: string): Promise<number> {
  const name = nameOf.get(key) ?? '';
  const file = store.read(key);
  const content = (await file?.read(0, 1 << 20)) ?? new Uint8Array();
  const { record } = file ?? {};
  file?.close();
  const version = record?.etag === null ? versionOf(name, content) : versionIn(record?.etag);
  expect(Buffer.from(content).equals(contentOf(name, version))).toBe(true);
  if (record?.sha256 !== null) expect(record?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  return content.byteLength;
}

/** For a file whose record was made anew from the file alone. */
function versionOf(name: string, content: Uint8Array): number {
  return Array.from({ length: 1_000 }, (_, version) => version).find((version) => contentOf(name, version).equals(content)) ?? -1;
}

/** Looks into the closed store: each part has its record, each record its part, and sums are sums. How many parts there are. */
async function expectTrueIndex(): Promise<number> {
  const index = new DatabaseSync(join(folder, 'index.sqlite'), { readOnly: true });
  try {
    expect(index.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const partials = index.prepare('SELECT key, total_bytes, etag FROM partial').all();
    expect((await filesBelow(join(folder, 'incoming'))).map((path) => basename(path)).toSorted()).toEqual(partials.map(({ key }) => `${String(key)}.part`).toSorted());
    for (const { key, total_bytes: totalBytes, etag } of partials) {
      const part = await readFile(join(folder, 'incoming', `${String(key)}.part`));
      const whole = contentOf(nameOf.get(String(key)) ?? '', versionIn(etag));
      expect(whole.byteLength).toBe(totalBytes);
      expect(part.byteLength).toBeLessThanOrEqual(whole.byteLength);
      expect(part.equals(whole.subarray(0, part.byteLength))).toBe(true);
    }
    expect(index.prepare('SELECT count(*) AS orphans FROM partial WHERE key NOT IN (SELECT key FROM pinned_file)').get()).toEqual({ orphans: 0 });
    expect(index.prepare('SELECT count(*) AS orphans FROM pinned_file WHERE pin_id NOT IN (SELECT id FROM pin)').get()).toEqual({ orphans: 0 });
    const sums = index.prepare(
      'SELECT key IN (SELECT key FROM pinned_file) AS is_pinned, count(*) AS files, sum(length_bytes) AS bytes FROM file GROUP BY is_pinned ORDER BY is_pinned',
    );
    expect(index.prepare('SELECT is_pinned, files, bytes FROM total WHERE files > 0 ORDER BY is_pinned').all()).toEqual(sums.all());
    return partials.length;
  } finally {
    index.close();
  }
}

test(`a store that is killed ${kills} times while it is used opens each time, with whole files, true records and all that is pinned`, async () => {
  const counts = { promised: 0, survived: 0, resumed: 0, parts: 0, pinned: 0 };
  const promisedPinned = new Set<string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const run = kill + 1;
    // From the very first write on, unevenly, so that no moment is always met; and on a slow machine after some dozens of files, too.
    const { lines, complaints } = await workUntilKilled(run, kill % 2 === 0 ? { afterMs: (kill * 37) % 60 } : { afterLines: (kill * 37) % 60 });
    expect(complaints).toBe('');
    for (const name of promisesOf(lines)) if (name.startsWith('kept-')) promisedPinned.add(name);

    const problems: Failure[] = [];
    const store = await ByteStore.open({ folder, budgetBytes, reserveBytes: 0, onProblem: (problem) => problems.push(problem) });
    await store.settled();
    expect(problems).toEqual([]);
    const onDisk = (await filesBelow(join(folder, 'files'))).map((path) => basename(path));
    expect(onDisk.every(isContentKey)).toBe(true);
    const usage = store.usage();
    expect(usage.files).toBe(onDisk.length);
    expect(usage.bytes - usage.pinned.bytes).toBeLessThanOrEqual(budgetBytes);
    let bytes = 0;
    for (const key of onDisk) bytes += await expectWhole(store, key);
    expect(usage.bytes).toBe(bytes);
    const due = pinnedNames(run).filter((name) => promisedPinned.has(name));
    expect([...store.keptAmong(due.map(contentKey))].toSorted()).toEqual(due.map(contentKey).toSorted());
    await store.close();

    counts.parts += await expectTrueIndex();
    counts.promised += promisesOf(lines).length;
    counts.resumed += lines.filter((line) => line.startsWith('resumed')).length;
    counts.survived += onDisk.length;
    counts.pinned += due.length;
  }
  // That it wrote, kept, stopped, went on and evicted is shown too: a writer that dies at once would pass all of the above.
  for (const [what, count] of Object.entries(counts)) expect([what, count > leastOfEach]).toEqual([what, true]);
}, 900_000);

test('what was promised before a kill is there after it', async () => {
  for (let kill = 0; kill < 20; kill += 1) {
    const { lines } = await workUntilKilled(kill, { afterMs: 10 + kill * 4 });
    const store = await ByteStore.open({ folder, budgetBytes: 1 << 30, reserveBytes: 0, onProblem: () => undefined });
    await store.settled();
    // The last few: earlier ones may have been evicted or replaced meanwhile.
    for (const name of new Set(promisesOf(lines).slice(-8))) await expectWhole(store, contentKey(name));
    await store.close();
  }
}, 300_000);
