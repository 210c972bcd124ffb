import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareSample } from '../../main/sample/prepare-sample.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { sharedData } from '../support/shared-data.ts';
import type { PlainPage } from './plain-browser.ts';

/** Every how many frames pictures and clouds repeat; `page/bare-decoder.ts` counts on it. */
const variantCount = 3;
const viewCount = 6;
const frameCount = 150;

/** Where the bench's recording is served; `smallUid`: the same cut small, where ten thousand steps are to be shown. */
export const benchTarget = { owner: 'bench', slug: 'playback', uid: 'seq_bench', smallUid: 'seq_bench_small' };

interface SourceFiles {
  pictures: Buffer[];
  clouds: Buffer[];
}

/** How large the frames of a recording are. */
interface FrameSize {
  width: number;
  height: number;
  /** Of a cloud; null: all that the file has. */
  points: number | null;
}

/**
 * Six views of different 1600 × 900 JPEG pictures and one of point clouds, 150 frames each, made from the real recording
 * or, where it is not, from the sample; and the same again with pictures of 320 × 180 and clouds of 2,000 points.
 * Pictures are made by the browser, so that they are like those of any camera (4:2:0).
 */
export async function makeBenchRecordings(page: PlainPage): Promise<FixtureRecording[]> {
  const sources = await readSources();
  const { owner, slug, uid, smallUid } = benchTarget;
  const recordings: FixtureRecording[] = [];
  for (const [ownUid, size] of [
    [uid, { width: 1_600, height: 900, points: null }],
    [smallUid, { width: 320, height: 180, points: 2_000 }],
  ] as const) {
    const views = await makeViews(page, sources, size);
    recordings.push({ owner, slug, uid: ownUid, key: ownUid, status: 'pending', featured: null, frames: 'detail-images', views });
  }
  return recordings;
}

async function makeViews(page: PlainPage, { pictures, clouds }: SourceFiles, { width, height, points }: FrameSize): Promise<FixtureView[]> {
  const views: FixtureView[] = [];
  for (let view = 0; view < viewCount; view += 1) {
    const variants: Buffer[] = [];
    for (let variant = 0; variant < variantCount; variant += 1) {
      const source = pictures[(view * variantCount + variant) % pictures.length];
      if (source === undefined) throw new Error('There are no pictures to make views of.');
      // The second time round, another part of the same picture.
      const isSecondTime = view * variantCount + variant >= pictures.length;
      variants.push(Buffer.from(await page.evaluate(cutPicture, { base64: source.toString('base64'), width, height, isSecondTime }), 'base64'));
    }
    const frames = Array.from({ length: frameCount }, (_, index) => fileOf('jpg', () => withComment(variants[index % variantCount], index)));
    views.push({ key: `camera_${view}`, kind: 'image', load: 'printf', frames });
  }
  const cut = points === null ? clouds : clouds.map((cloud) => cutCloud(cloud, points));
  const clouded = Array.from({ length: frameCount }, (_, index) => fileOf('pcd', () => cut[index % Math.min(variantCount, cut.length)] ?? Buffer.alloc(0)));
  views.push({ key: 'lidar', kind: 'point-cloud', load: 'printf', frames: clouded });
  return views;
}

/** The first points of a binary PCD file. */
function cutCloud(pcd: Buffer, points: number): Buffer {
  const dataLine = 'DATA binary\n';
  const start = pcd.indexOf(dataLine) + dataLine.length;
  const header = pcd.toString('latin1', 0, start);
  const numbersOf = (name: string) => (new RegExp(`^${name} (.*)$`, 'm').exec(header)?.[1] ?? '').split(' ').map(Number);
  const counts = numbersOf('COUNT');
  // Files may have bytes to spare at their end.
  const bytesPerPoint = numbersOf('SIZE').reduce((sum, size, field) => sum + size * (counts[field] ?? 1), 0);
  if (start < dataLine.length || (numbersOf('POINTS')[0] ?? 0) < points) throw new Error('This cloud cannot be cut.');
  const cut = header.replace(/^WIDTH .*$/m, `WIDTH ${points}`).replace(/^HEIGHT .*$/m, 'HEIGHT 1').replace(/^POINTS .*$/m, `POINTS ${points}`);
  return Buffer.concat([Buffer.from(cut, 'latin1'), pcd.subarray(start, start + points * bytesPerPoint)]);
}

const fileOf = (suffix: string, read: () => Buffer): FixtureFile => ({ suffix, read: () => Promise.resolve(read()) });

/** The same picture as another file: a comment segment (JPEG, ITU-T T.81 B.2.4.5) after the start of image. */
function withComment(jpeg: Buffer | undefined, frameIndex: number): Buffer {
  if (jpeg === undefined) throw new Error('There is no such picture.');
  const comment = Buffer.from(String(frameIndex).padStart(8, '0'));
  const segment = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, comment, jpeg.subarray(2)]);
}

async function readSources(): Promise<SourceFiles> {
  const real = sharedData('sustech-example');
  if (real !== null) return await readFolder(real);
  const folder = await mkdtemp(join(tmpdir(), 'avala-bench-sample-'));
  try {
    await prepareSample({ folder, onProgress: () => undefined, signal: new AbortController().signal });
    return await readFolder(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readFolder(folder: string): Promise<SourceFiles> {
  const names = (await readdir(folder, { recursive: true })).toSorted();
  const filesOf = async (pattern: RegExp, count: number) =>
    await Promise.all(names.filter((name) => pattern.test(name)).slice(0, count).map(async (name) => await readFile(join(folder, name))));
  return { pictures: await filesOf(/\.jpe?g$/, 9), clouds: await filesOf(/(?<!000950)\.pcd$/, variantCount) };
}

/** Runs in the page. */
async function cutPicture({ base64, width, height, isSecondTime }: { base64: string; width: number; height: number; isSecondTime: boolean }): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const source = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D context.');
  const cutWidth = isSecondTime ? source.width * 0.8 : source.width;
  const cutHeight = (cutWidth * height) / width;
  context.drawImage(source, source.width - cutWidth, (source.height - cutHeight) / 2, cutWidth, cutHeight, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const encoded = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < encoded.length; start += 8_192) text += String.fromCharCode(...encoded.subarray(start, start + 8_192));
  return btoa(text);
}
