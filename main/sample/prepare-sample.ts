import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { buildFrames } from './build-frames.ts';
import { truthPath } from './layout.ts';
import { readMarker, sampleVersion, versionFolder, writeMarker } from './marker.ts';
import { findSampleAssets } from './sample-assets.ts';
import { frameCount, makeDrive } from './scene/drive.ts';
import { makeTruth } from './truth.ts';
import type { WrittenFile } from './worker-messages.ts';

/** How the sample is to be built. */
export interface SamplePreparation {
  /** The sample's own folder; made when missing. Nothing else may be kept in it. */
  readonly folder: string;
  /** `done` of `total` frames, and what is going on, as a phrase for people. */
  readonly onProgress: (done: number, total: number, label: string) => void;
  readonly signal: AbortSignal;
  /** Found by `findSampleAssets` when absent. */
  readonly workerPath?: string;
  readonly encoderPath?: string;
  /** As many as the machine has cores, at most eight, when absent. */
  readonly workerCount?: number;
}

const unfinishedPrefix = '.unfinished-';

/** Whether the sample of this version is there, whole. */
export async function isSamplePrepared(folder: string): Promise<boolean> {
  return (await readMarker(versionFolder(folder))) !== null;
}

/**
 * Builds the sample unless it is there. It grows in a folder of its own and takes its place by one rename, so that a
 * half-built one is never seen; older versions go once the new one stands. Rejects with a `Failure`: `cancelled`
 * (nothing is left behind) or `storage`.
 */
export async function prepareSample(preparation: SamplePreparation): Promise<void> {
  const { folder, signal } = preparation;
  if (await isSamplePrepared(folder)) return;
  try {
    await mkdir(folder, { recursive: true });
    await removeUnfinished(folder);
    const unfinished = await mkdtemp(join(folder, `${unfinishedPrefix}${process.pid}-`));
    try {
      await build(preparation, unfinished);
      await putInPlace(folder, unfinished);
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
    await removeOtherVersions(folder);
  } catch (thrown) {
    if (signal.aborted) throw new Failure('cancelled', 'Preparing the sample was cancelled. Nothing of it was kept.', { cause: thrown });
    const message = 'The sample could not be written to the data folder. Check that the disk has about 100 MB free, then try again.';
    throw isFileError(thrown) ? new Failure('storage', message, { cause: thrown }) : thrown;
  }
}

async function build({ onProgress, signal, ...options }: SamplePreparation, folder: string): Promise<void> {
  const { workerPath, encoderPath } = { ...findSampleAssets(), ...options };
  const report = (done: number) => onProgress(done, frameCount, 'Drawing the sample drive');
  report(0);
  const files = await buildFrames({
    frames: Array.from({ length: frameCount }, (_, frame) => frame),
    folder,
    workerCount: options.workerCount ?? Math.min(8, availableParallelism()),
    workerPath,
    encoderPath,
    onFrame: report,
    signal,
  });
  const truth = await writeTruth(folder);
  signal.throwIfAborted();
  await writeMarker(folder, [...files, truth]);
}

async function writeTruth(folder: string): Promise<WrittenFile> {
  const bytes = Buffer.from(JSON.stringify(makeTruth(makeDrive())));
  await writeFile(join(folder, truthPath), bytes);
  return { path: truthPath, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function putInPlace(folder: string, finished: string): Promise<void> {
  const target = versionFolder(folder);
  // Another start of the app may have been faster: its sample is the same, byte for byte.
  if ((await readMarker(target)) !== null) return;
  await rm(target, { recursive: true, force: true });
  await rename(finished, target);
}

/** Removes what builds left behind that were killed; those of running processes are theirs. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^\.unfinished-(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function removeOtherVersions(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^v\d+$/.test(name) && name !== `v${sampleVersion}`) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

const isFileError = (thrown: unknown): boolean => thrown instanceof Error && 'syscall' in thrown;
