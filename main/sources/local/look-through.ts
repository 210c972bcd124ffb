import { Failure } from '../../failure.ts';
import { maxLocalViews } from '../../../preload/contract/local.ts';
import type { FoundLayout, FoundRecording, RecordingFacts } from './found-recording.ts';
import type { LocalRoot } from './local-roots.ts';
import { createAboveReader, createDocumentReader } from './read-document.ts';
import { readFacts } from './read-facts.ts';
import { recogniseLayout } from './recognise-layout.ts';
import { scanFolders } from './scan-folders.ts';

/** A folder that was looked through, with what is known of one of its recordings. */
export interface LookedThrough {
  readonly roots: readonly LocalRoot[];
  readonly layout: FoundLayout;
  readonly recording: FoundRecording;
  readonly facts: RecordingFacts;
  /** What was seen and left out, as sentences. */
  readonly notes: readonly string[];
}

export interface LookOptions {
  label: string;
  /** By name; the first of the folder for null, and for one that is not there any more. */
  recordingName: string | null;
  signal: AbortSignal;
  onProgress: (done: number, total: number, label: string) => void;
}

/** Lists a folder, finds what it is, and reads its documents. Rejects with a `Failure` when there is nothing to show. */
export async function lookThrough(roots: readonly LocalRoot[], { label, recordingName, signal, onProgress }: LookOptions): Promise<LookedThrough> {
  const tree = await scanFolders(roots, { signal, onProgress: (count) => onProgress(count, 0, `Looking through the folder: ${count.toLocaleString('en')} files`) });
  if (tree.folders.filter(({ media }) => media.length > 0).length > maxLocalViews * 4) throw tooManyViews();
  const layout = recogniseLayout(tree, label);
  const [first] = layout?.recordings ?? [];
  if (layout === null || first === undefined) {
    throw new Failure('invalid-input', 'There are no pictures, point clouds or videos in it that Avala Viewer knows. Open the folder that they are in.');
  }
  const recording = layout.recordings.find(({ name }) => name === recordingName) ?? first;
  if (recording.views.length > maxLocalViews) throw tooManyViews();
  const facts = await readFacts(layout, recording, tree, {
    read: createDocumentReader(roots),
    readAbove: createAboveReader(roots),
    signal,
    onProgress: (done, total) => onProgress(done, total, 'Reading calibration and labels'),
  });
  const { links, special, folders, unnamed } = tree.leftOut;
  const notes = [
    ...(layout.recordings.length > 1 ? [`There are ${layout.recordings.length} recordings in it; one is opened at a time.`] : []),
    ...(links > 0 ? [`${count(links, 'symbolic link')} left out: Avala Viewer reads nothing outside of what you open.`] : []),
    ...(special > 0 ? [`${count(special, 'pipe or device', 'pipes and devices')} left out.`] : []),
    ...(folders > 0 ? [`${count(folders, 'folder')} left out, which may not be read or lie too deep.`] : []),
    ...(unnamed > 0 ? [`${count(unnamed, 'file')} left out whose name is no valid text.`] : []),
  ];
  return { roots, layout, recording, facts, notes };
}

function tooManyViews(): Failure {
  return new Failure('invalid-input', `This has more than ${maxLocalViews} folders of pictures or videos, which no recording has sensors for. Open the folder of one recording in it.`);
}

function count(number: number, one: string, several = `${one}s`): string {
  return number === 1 ? `1 ${one} was` : `${number.toLocaleString('en')} ${several} were`;
}
