import { isDeepStrictEqual } from 'node:util';
import { cancelled } from '../../failure.ts';
import { plainFrameName } from '../sidecar/match-frames.ts';
import { recogniseSidecar } from '../sidecar/recognise-sidecar.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';
import { stemOf } from '../sidecar/sidecar.ts';
import { noFacts, type FoundLayout, type FoundRecording, type ReadAbove, type ReadDocument, type RecordingFacts } from './found-recording.ts';
import { readKittiRaw } from './kitti-raw.ts';
import { isNuscenesTable, readNuscenesTables } from './nuscenes-tables.ts';
import { timesOfView } from './read-times.ts';
import { pathIn } from './recognise-layout.ts';
import type { LocalTree } from './scan-folders.ts';

/** What is read of documents: labels of many thousand frames, but not the annotations of a whole data set. */
const documentLimits = { fileBytes: 16 << 20, totalBytes: 256 << 20, count: 100_000 } as const;

/** Documents that are read at once. */
const readsAtOnce = 16;

/** Sentences about single files that a person is shown at most. */
const maxFileNotes = 5;

export interface FactsOptions {
  read: ReadDocument;
  readAbove: ReadAbove;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/** Reads what the documents of a folder say of one of its recordings: times, poses, calibration and labels. */
export async function readFacts({ format, recordings }: FoundLayout, recording: FoundRecording, tree: LocalTree, options: FactsOptions): Promise<RecordingFacts> {
  const documents = documentsOf(tree, recording, recordings);
  const known = new Set(documents);
  const { read, readAbove } = options;
  const own = format === 'KITTI raw' ? await readKittiRaw(recording, documents, { read, readAbove }) : format === 'nuScenes' ? await readNuscenesTables(recording, documents, read) : noFacts;
  const timesMs = new Map<string, number>();
  for (const view of recording.views) for (const [path, timeMs] of await timesOfView(view, known, read)) timesMs.set(path, timeMs);
  const candidates = documents.filter((path) => !/(?:^|\/)(?:timestamps|times)\.txt$|(?:^|\/)oxts\/|(?:^|\/)calib_\w+_to_\w+\.txt$/.test(path) && !isNuscenesTable(path, known));
  const found = await readSidecars(candidates, options);
  const { frameCalibration, sidecars } = splitByFrame(found.files);
  return { ...own, timesMs, frameCalibration, sidecars: [...own.sidecars, ...sidecars], notes: [...own.notes, ...found.notes] };
}

/** Those of other recordings in the same folder are not this one's. */
function documentsOf({ folders }: LocalTree, recording: FoundRecording, recordings: readonly FoundRecording[]): string[] {
  const foreign = recordings.filter((other) => other !== recording && other.name !== '').map(({ name }) => `${name}/`);
  return folders
    .filter(({ path }) => !foreign.some((root) => `${path}/`.startsWith(root)))
    .flatMap(({ path, documents }) => documents.map((name) => pathIn(path, name)));
}

async function readSidecars(paths: readonly string[], { read, signal, onProgress }: FactsOptions): Promise<{ files: SidecarFile[]; notes: string[] }> {
  const files: SidecarFile[] = [];
  const unusable: string[] = [];
  const wanted = paths.slice(0, documentLimits.count);
  let totalBytes = 0;
  let leftOut = paths.length - wanted.length;
  for (let start = 0; start < wanted.length; start += readsAtOnce) {
    if (signal.aborted) throw cancelled();
    const batch = wanted.slice(start, start + readsAtOnce);
    if (totalBytes > documentLimits.totalBytes) {
      leftOut += wanted.length - start;
      break;
    }
    const texts = await Promise.all(batch.map((path) => read(path, documentLimits.fileBytes)));
    for (const [index, path] of batch.entries()) {
      const text = texts[index] ?? null;
      if (text === null) {
        if (isMeantAsSidecar(path)) unusable.push(`${path}: It could not be read, or has more than ${documentLimits.fileBytes >> 20} MB.`);
        continue;
      }
      totalBytes += text.length;
      const recognition = recogniseSidecar({ path, text });
      if (recognition.state === 'recognised') files.push({ name: path, byteLength: text.length, content: recognition.content });
      else if (isMeantAsSidecar(path)) unusable.push(`${path}: ${recognition.reason}`);
    }
    onProgress(start + batch.length, wanted.length);
  }
  const more = unusable.length - maxFileNotes;
  return {
    files,
    notes: [
      ...unusable.slice(0, maxFileNotes),
      ...(more > 0 ? [`${more} more files of calibration or labels could not be used.`] : []),
      ...(leftOut > 0 ? [`${leftOut.toLocaleString('en')} JSON, text and XML files were not looked at, because there are too many.`] : []),
    ],
  };
}

/** Whether a file that is of no use is worth a word: most JSON and text files have nothing to do with us. */
const isMeantAsSidecar = (path: string): boolean => /(?:^|\/)(?:calib|calibration|labels?|annotations?)(?:\/|[^/]*\.(?:json|txt)$)|(?:^|\/)tracklet_labels\.xml$/i.test(path);

/** A calibration for each frame, as KITTI's object benchmark has it, is no calibration of the recording. */
function splitByFrame(files: readonly SidecarFile[]): Pick<RecordingFacts, 'sidecars' | 'frameCalibration'> {
  const numbered = files.filter(({ name, content }) => content.cameras.length > 0 && /^\d+$/.test(stemOf(name)));
  const [first, ...others] = numbered;
  if (first === undefined || others.length === 0) return { sidecars: files, frameCalibration: new Map() };
  const rest = files.filter((file) => !numbered.includes(file));
  if (others.every(({ content }) => isDeepStrictEqual(content.cameras, first.content.cameras))) return { sidecars: [first, ...rest], frameCalibration: new Map() };
  return { sidecars: rest, frameCalibration: new Map(numbered.map((file) => [plainFrameName(stemOf(file.name)), file])) };
}
