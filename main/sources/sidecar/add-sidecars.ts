import { sidecarLimits, type CommandOutput } from '../../../preload/contract/commands.ts';
import { Failure } from '../../failure.ts';
import type { SequenceRef } from '../sequence-reader.ts';
import { recogniseSidecar } from './recognise-sidecar.ts';
import type { SidecarFile, SidecarStore } from './sidecar-store.ts';
import { whyUnusedIn, type SequenceViews } from './why-unused.ts';

type Answer = CommandOutput<'recording.addSidecars'>;

/**
 * Finds out what files hold and keeps those that are of use, in place of those of the same name. Rejects with
 * `invalid-input` beyond the limits and with `storage`; either way the sequence keeps what it had.
 */
export async function addSidecars(
  files: readonly { name: string; text: string }[],
  sequence: SequenceRef,
  views: SequenceViews,
  store: SidecarStore,
): Promise<Answer> {
  const sizes = files.map(({ text }) => Buffer.byteLength(text));
  refuseBeyondLimits(files.length, sizes.reduce((sum, size) => sum + size, 0));
  const unused: Answer['unused'] = [];
  const recognised: SidecarFile[] = [];
  for (const [i, { name, text }] of files.entries()) {
    const byteLength = sizes[i] ?? 0;
    const isTooLarge = byteLength > sidecarLimits.fileBytes;
    const recognition = isTooLarge ? null : recogniseSidecar({ path: name, text });
    if (recognition === null) unused.push({ name, reason: `It is larger than ${inMegabytes(sidecarLimits.fileBytes)}.` });
    else if (recognition.state === 'unusable') unused.push({ name, reason: recognition.reason });
    else recognised.push({ name, byteLength, content: recognition.content });
  }
  const together = replaced(await store.read(sequence), recognised);
  const whyUnused = whyUnusedIn(views, together.map(({ content }) => content));
  const useful = recognised.filter((file) => {
    const reason = whyUnused(file.content);
    if (reason !== null) unused.push({ name: file.name, reason });
    return reason === null;
  });
  if (useful.length > 0) {
    await store.update(sequence, (before) => {
      const after = replaced(before, useful);
      refuseBeyondLimits(after.length, after.reduce((sum, { byteLength }) => sum + byteLength, 0));
      return after;
    });
  }
  return { applied: useful.map(describeSidecar), unused };
}

/** What a person is told of a file. */
export const describeSidecar = ({ name, content }: SidecarFile) => ({ name, what: content.what });

/** Those that were there without the ones of a new one's name, then the new ones. */
function replaced(before: readonly SidecarFile[], added: readonly SidecarFile[]): SidecarFile[] {
  const last = new Map(added.map((file) => [file.name, file]));
  return [...before.filter(({ name }) => !last.has(name)), ...last.values()];
}

function refuseBeyondLimits(count: number, byteLength: number): void {
  const { fileCount, totalBytes } = sidecarLimits;
  if (count > fileCount) throw new Failure('invalid-input', `A sequence can have ${fileCount} added files at most. Nothing was added; choose fewer.`);
  if (byteLength > totalBytes) {
    throw new Failure('invalid-input', `A sequence can have ${inMegabytes(totalBytes)} of added files at most. Nothing was added; choose fewer, or remove some first.`);
  }
}

const inMegabytes = (bytes: number): string => `${bytes / 2 ** 20} MB`;
