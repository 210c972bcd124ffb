import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
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

const script = fileURLToPath(new URL('../../support/keep-process.ts', import.meta.url));

/** Keeping a sequence offline, from the command to `available`, beside `curl --parallel` for the same files into a folder; in turns. */
export async function measureDownloading(folder: string): Promise<Record<string, number>> {
  const recording = makeRecording();
  const server = await startFixtureServer({ recordings: [recording], sequenceCount: 1 });
  try {
    await mkdir(join(folder, 'page'));
    await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
    const measured: { keepMs: number; curlMs: number }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const times = { keepMs: await keepMs(folder, join(folder, `data-${round}`), server, recording), curlMs: await curlMs(folder, server, recording) };
      // The first warms up the server.
      if (round > 0) measured.push(times);
    }
    return {
      downloadMs: rounded(median(measured.map(({ keepMs }) => keepMs)), 0),
      curlMs: rounded(median(measured.map(({ curlMs }) => curlMs)), 0),
      downloadRatioToCurl: rounded(median(measured.map(({ keepMs, curlMs }) => keepMs / curlMs)), 2),
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

/** Into a folder that stays: where many files were just removed, a file system is slow to make new ones. */
async function keepMs(folder: string, dataFolder: string, server: FixtureServer, { owner, slug, uid }: FixtureRecording): Promise<number> {
  const child = spawn(process.execPath, [script, dataFolder, join(folder, 'page'), server.apiBaseUrl, server.key, owner, slug, uid, String(concurrency)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await text(child.stdout);
  const ms = /^available ([\d.]+)$/m.exec(said)?.[1];
  if (ms === undefined) throw new Error(`The sequence was not kept: ${said}`);
  return Number(ms);
}

async function curlMs(folder: string, server: FixtureServer, { owner, slug, uid }: FixtureRecording): Promise<number> {
  const outputs = join(folder, 'curl');
  await mkdir(outputs);
  const response = await fetch(`${server.apiBaseUrl}/datasets/${owner}/${slug}/sequences/${uid}/`, { headers: { 'X-Avala-Api-Key': server.key } });
  const urls = [...(await response.text()).matchAll(/"(http[^"]+\.(?:jpg|pcd)\?[^"]*)"/g)].flatMap(([, url]) => (url?.includes(`/${uid}/`) === true ? [url] : []));
  if (urls.length !== (cameras + 1) * framesPerView) throw new Error(`There are ${urls.length} addresses.`);
  const config = join(folder, 'curl.txt');
  await writeFile(config, urls.map((url, index) => `url = "${url}"\noutput = "${join(outputs, String(index))}"\n`).join(''));
  const startedMs = performance.now();
  const child = spawn('curl', ['--silent', '--show-error', '--no-progress-meter', '--fail', '--parallel', '--parallel-max', String(concurrency), '--config', config], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  const ms = performance.now() - startedMs;
  if (code !== 0) throw new Error(`curl ended with ${code}.`);
  await rm(outputs, { recursive: true });
  return ms;
}
