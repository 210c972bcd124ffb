import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { contentKey } from '../../main/store/content-key.ts';
import type { FixtureRecording } from './fixture-server/recording.ts';
import { startFixtureServer } from './fixture-server/start-fixture-server.ts';

const script = fileURLToPath(new URL('keep-process.ts', import.meta.url));
const views = 3;
const framesPerView = 16;
const fileBytes = 2 << 20;
const pieceBytes = 32 << 10;
const pieceMs = 4;

/** What came of downloads that were killed again and again. */
export interface KilledDownloads {
  /** How the process ended that was not killed. */
  end: string;
  kills: number;
  /** Parts of files that were there when a process began. */
  partsFound: number;
  /** Bytes that were on disk when a process began and that it asked for again: of parts, and of whole files. */
  extraBytesOfParts: number;
  extraBytesOfWholeFiles: number;
  /** Files whose bytes are those that the host has. */
  rightFiles: number;
  files: number;
}

/** The bytes of a file tell their place and their file. */
function killedFileBytes(path: string): Uint8Array<ArrayBuffer> {
  const seed = Buffer.from(path).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);
  const words = Uint32Array.from({ length: fileBytes / 4 }, (_, index) => Math.imul(index + seed, 2_654_435_761));
  const bytes = new Uint8Array(words.buffer);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
}

/**
 * Keeps a sequence offline in a process that is killed without any warning, at random, so many times, and then left alone;
 * counts what was fetched though it was there. The host is slow, so that kills come in the middle of files.
 */
export async function killDownloads({ kills, hasRanges, random }: { kills: number; hasRanges: boolean; random: () => number }): Promise<KilledDownloads> {
  const folder = await mkdtemp(join(tmpdir(), 'avala-kills-'));
  const [dataFolder, pageFolder] = [join(folder, 'data'), join(folder, 'page')];
  await mkdir(pageFolder);
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Viewer</title>');
  const asked: { path: string; start: number }[] = [];
  const host = createServer((request, response) => void answerSlowly(request, response, hasRanges, asked));
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const paths = Array.from({ length: views }, (_, view) => Array.from({ length: framesPerView }, (_, frame) => `/camera_${view}/${frame}.jpg`));
  const recording: FixtureRecording = {
    owner: 'acme',
    slug: 'killed',
    uid: 'seq_killed',
    key: 'killed',
    status: 'pending',
    frames: 'detail-images',
    featured: null,
    views: paths.map((frames, view) => ({ key: `camera_${view}`, kind: 'image', load: 'absent', frames: frames.map((path) => ({ address: origin + path })) })),
  };
  const server = await startFixtureServer({ recordings: [recording], sequenceCount: 1 });
  const result: KilledDownloads = { end: '', kills: 0, partsFound: 0, extraBytesOfParts: 0, extraBytesOfWholeFiles: 0, rightFiles: 0, files: views * framesPerView };
  const args = [script, dataFolder, pageFolder, server.apiBaseUrl, server.key, recording.owner, recording.slug, recording.uid];
  try {
    for (let run = 0; run <= kills && result.end === ''; run += 1) {
      const there = await onDisk(join(dataFolder, 'store'));
      asked.length = 0;
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      for await (const line of createInterface({ input: child.stdout })) {
        if (line !== 'started') result.end = line.split(' ')[0] ?? '';
        else if (run < kills) setTimeout(() => child.kill('SIGKILL'), 40 + random() * 300);
      }
      await ended;
      if (result.end === '') result.kills += 1;
      result.partsFound += there.parts.size;
      for (const { path, start } of asked) {
        const key = contentKey(origin + path);
        if (there.whole.has(key)) result.extraBytesOfWholeFiles += fileBytes - start;
        result.extraBytesOfParts += Math.max(0, (there.parts.get(key) ?? 0) - start);
      }
    }
    for (const path of paths.flat()) {
      const key = contentKey(origin + path);
      const kept = await readFile(join(dataFolder, 'store/files', key.charAt(0), key.charAt(1), key)).catch(() => null);
      if (kept?.equals(killedFileBytes(path)) === true) result.rightFiles += 1;
    }
    return result;
  } finally {
    await server.close();
    host.closeAllConnections();
    host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function answerSlowly(request: IncomingMessage, response: ServerResponse, hasRanges: boolean, asked: { path: string; start: number }[]): Promise<void> {
  const path = request.url ?? '/';
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const isPart = hasRanges && first !== undefined;
  const start = isPart ? Number(first) : 0;
  const end = isPart && last !== undefined && last !== '' ? Number(last) + 1 : fileBytes;
  // A look at the first bytes tells the kind of a view: it is not for keeping.
  if (last === undefined || last === '') asked.push({ path, start });
  response.writeHead(isPart ? 206 : 200, {
    'content-length': end - start,
    ...(isPart ? { 'content-range': `bytes ${start}-${end - 1}/${fileBytes}` } : {}),
    ...(hasRanges ? { etag: '"v1"', 'accept-ranges': 'bytes' } : {}),
  });
  const bytes = killedFileBytes(path);
  for (let position = start; position < end && !response.destroyed; position += pieceBytes) {
    response.write(bytes.subarray(position, Math.min(end, position + pieceBytes)));
    await new Promise((resolve) => setTimeout(resolve, pieceMs));
  }
  response.end();
}

/** Lengths of whole files and of parts, by key. */
async function onDisk(store: string): Promise<{ whole: Map<string, number>; parts: Map<string, number> }> {
  const lengths = async (name: string, keyOf: (file: string) => string | null) => {
    const entries = await readdir(join(store, name), { recursive: true, withFileTypes: true }).catch(() => []);
    const found = new Map<string, number>();
    for (const entry of entries) {
      const key = entry.isFile() ? keyOf(entry.name) : null;
      if (key !== null) found.set(key, (await stat(join(entry.parentPath, entry.name))).size);
    }
    return found;
  };
  return { whole: await lengths('files', (file) => file), parts: await lengths('incoming', (file) => /^(\w{64})\.part$/.exec(file)?.[1] ?? null) };
}
