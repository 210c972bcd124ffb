import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { onTestFinished } from 'vitest';
import { createLogger } from '../../main/log/logger.ts';
import { createLocalEntries } from '../../main/sources/local/local-entries.ts';
import { LocalRecordings } from '../../main/sources/local/local-recordings.ts';

/** A folder of this test alone, deleted when it has ended. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'avala-local-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, with the folders that they are in, below a folder. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A picture of one colour; `shade` tells one from another. */
export function pngOf(shade: number, size = 8): Uint8Array {
  return encode({ width: size, height: size, channels: 3, depth: 8, data: new Uint8Array(size * size * 3).fill(shade) });
}

/** A sweep of one point at x = `at`. */
export function pcdOf(at: number): string {
  return `# .PCD v0.7\nVERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 1\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 1\nDATA ascii\n${at} 0 0\n`;
}

/** Local recordings that are remembered in a folder. */
export function localIn(dataFolder: string, now = () => 1_000): LocalRecordings {
  return new LocalRecordings(createLocalEntries(join(dataFolder, 'local'), createLogger(() => undefined)), now);
}

export const neverAborted = new AbortController().signal;

/** Opens a folder or file, as the page does: adds it, looks through it. Resolves with its id. */
export async function openLocally(local: LocalRecordings, paths: readonly string[], recording: string | null = null): Promise<string> {
  const { id } = await local.add(paths);
  await local.scan(id, recording, () => undefined, neverAborted);
  return id;
}
