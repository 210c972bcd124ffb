import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { FixtureRecording, FixtureView } from '../../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { median, rounded } from './median.ts';

const rounds = 5;
const concurrency = 6;
const cameras = 6;
const framesPerView = 150;
/** As of a camera of 1600 × 900 pixels, and a sweep of 64 beams. */
const pictureBytes = 250_000;
const cloudBytes = 1_000_000;

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Times {
  keepMs: number;
  curlMs: number;
  bareMs: number;
}

/**
 * Keeping a sequence offline, from the command to `available`, beside `curl --parallel` for the same files into a folder, and
 * beside the least that Node can do for them; in turns. Each into a folder of its own that stays until the end, because file
 * systems are slow to make files where many were just removed, and with nothing left to be flushed of the one before.
 */
export async function measureDownloading(folder: string): Promise<Record<string, number>> {
  const recording = makeRecording();
  const server = await startFixtureServer({ recordings: [recording], sequenceCount: 1 });
  try {
    await mkdir(join(folder, 'page'));
    await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
    const urls = await addressesOf(server, recording);
    const measured: Times[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const place = (name: string) => join(folder, `${name}-${round}`);
      const times = { keepMs: await keepMs(place('data'), folder, server, recording), curlMs: await curlMs(place('curl'), urls), bareMs: await bareMs(place('bare'), urls) };
      // The first warms up the server.
      if (round > 0) measured.push(times);
    }
    const medianOf = (value: (times: Times) => number) => median(measured.map(value));
    return {
      downloadMs: rounded(medianOf(({ keepMs: ms }) => ms), 0),
      curlMs: rounded(medianOf(({ curlMs: ms }) => ms), 0),
      downloadRatioToCurl: rounded(medianOf((times) => times.keepMs / times.curlMs), 2),
      bareNodeRatioToCurl: rounded(medianOf((times) => times.bareMs / times.curlMs), 2),
      downloadRatioToBareNode: rounded(medianOf((times) => times.keepMs / times.bareMs), 2),
    };
  } finally {
    await server.close();
  }
}

function makeRecording(): FixtureRecording {
  const cloudHead = 'VERSION .7\nFIELDS x y z intensity\nSIZE 4 4 4 4\nTYPE F F F F\nCOUNT 1 1 1 1\nWIDTH 62500\nHEIGHT 1\nPOINTS 62500\nDATA binary\n';
  const view = (key: string, kind: FixtureView['kind'], suffix: string, head: Buffer, lengthBytes: number): FixtureView => {
    const body = Buffer.concat([head, randomBytes(lengthBytes)]);
    return { key, kind, load: 'absent', frames: Array.from({ length: framesPerView }, () => ({ suffix, read: () => Promise.resolve(body) })) };
  };
  const pictures = Array.from({ length: cameras }, (_, index) => view(`camera_${index}`, 'image', 'jpg', Buffer.of(0xff, 0xd8, 0xff, 0xe0), pictureBytes));
  const views = [...pictures, view('lidar', 'point-cloud', 'pcd', Buffer.from(cloudHead), cloudBytes)];
  return { owner: 'bench', slug: 'offline', uid: 'seq_bench', key: 'bench', status: 'pending', frames: 'detail-images', featured: null, views };
}

async function keepMs(dataFolder: string, folder: string, server: FixtureServer, { owner, slug, uid }: FixtureRecording): Promise<number> {
  const said = await run(process.execPath, [script('../../support/keep-process.ts'), dataFolder, join(folder, 'page'), server.apiBaseUrl, server.key, owner, slug, uid, String(concurrency)]);
  const ms = /^available ([\d.]+)$/m.exec(said)?.[1];
  if (ms === undefined) throw new Error(`The sequence was not kept: ${said}`);
  return Number(ms);
}

async function curlMs(outputs: string, urls: readonly string[]): Promise<number> {
  await mkdir(outputs);
  const config = `${outputs}.txt`;
  await writeFile(config, urls.map((url, index) => `url = "${url}"\noutput = "${join(outputs, String(index))}"\n`).join(''));
  const startedMs = performance.now();
  await run('curl', ['--silent', '--show-error', '--no-progress-meter', '--fail', '--parallel', '--parallel-max', String(concurrency), '--config', config]);
  const ms = performance.now() - startedMs;
  await run('sync', []);
  return ms;
}

async function bareMs(outputs: string, urls: readonly string[]): Promise<number> {
  await mkdir(outputs);
  const addresses = `${outputs}.txt`;
  await writeFile(addresses, urls.join('\n'));
  const ms = Number(await run(process.execPath, [script('bare-download.ts'), addresses, outputs, String(concurrency)]));
  await run('sync', []);
  return ms;
}

async function addressesOf(server: FixtureServer, { owner, slug, uid }: FixtureRecording): Promise<string[]> {
  const response = await fetch(`${server.apiBaseUrl}/datasets/${owner}/${slug}/sequences/${uid}/`, { headers: { 'X-Avala-Api-Key': server.key } });
  const urls = [...(await response.text()).matchAll(/"(http[^"]+\.(?:jpg|pcd)\?[^"]*)"/g)].flatMap(([, url]) => (url?.includes(`/${uid}/`) === true ? [url] : []));
  if (urls.length !== (cameras + 1) * framesPerView) throw new Error(`There are ${urls.length} addresses.`);
  return urls;
}

/** What a program says until it ends well. */
async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const said = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}.`);
  return said;
}
