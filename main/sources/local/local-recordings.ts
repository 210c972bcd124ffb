import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { localSequenceUid, type LocalCorrection, type LocalEntry, type LocalGuess } from '../../../preload/contract/local.ts';
import type { ReportProgress } from '../../commands/jobs.ts';
import { Failure } from '../../failure.ts';
import { readLocalAsset } from '../../media/local-answer.ts';
import type { LocalAsset } from '../../media/registry.ts';
import { archiveSuffix } from '../archive/archive-manifest.ts';
import type { Exportable } from '../archive/exportable.ts';
import { openArchive, type OpenedArchive } from '../archive/open-archive.ts';
import { verifyArchive } from '../archive/verify-archive.ts';
import type { RecordingManifest } from '../manifest/recording-manifest.ts';
import { describeGuess } from './describe-guess.ts';
import { localIdOf, type LocalEntries, type SavedEntry } from './local-entries.ts';
import { findRoots, locateFile } from './local-roots.ts';
import { lookThrough, type LookedThrough } from './look-through.ts';
import { toManifest } from './to-manifest.ts';

/** What was read of a recording since the app was started. */
type Opened = { kind: 'folder'; looked: LookedThrough } | { kind: 'file'; archive: OpenedArchive };

/** A local recording as it is played and exported. */
export interface LocalSource {
  readonly manifest: RecordingManifest;
  readonly settings: LocalGuess['settings'];
  readonly label: string;
  /** A medium of the manifest; null when it is named so that it leads nowhere. */
  readonly assetOf: (media: string) => LocalAsset | null;
}

/** Folders that stay in memory: names of many thousand files each. */
const maxOpened = 6;

/** A disk that does not answer within this is not there. */
const presenceTimeoutMs = 2_000;

/** Folders and exported files of this computer, opened as recordings. */
export class LocalRecordings {
  private readonly entries: LocalEntries;
  private readonly opened = new Map<string, Opened>();
  private readonly now: () => number;

  constructor(entries: LocalEntries, now: () => number = Date.now) {
    this.entries = entries;
    this.now = now;
  }

  /** Remembers what lies at these paths as a recording, without reading it. Rejects with the failures of `findRoots`, and `storage`. */
  async add(paths: readonly string[]): Promise<{ id: string }> {
    const roots = await findRoots(paths);
    const isArchive = (path: string) => path.toLowerCase().endsWith(archiveSuffix);
    const [only, ...others] = roots;
    const archives = roots.filter(({ path, isFolder }) => !isFolder && isArchive(path));
    if (only === undefined || (archives.length > 0 && others.length > 0)) throw new Failure('invalid-input', `An exported recording (${archiveSuffix}) is opened by itself. Open one at a time.`);
    const realPaths = roots.map(({ path }) => path).toSorted();
    const id = localIdOf(realPaths);
    const known = await this.entries.read(id);
    const label = roots.map(({ name }) => name).join(', ').slice(0, 200);
    await this.entries.write({
      version: 1,
      id,
      label: archives.length > 0 ? label.slice(0, -archiveSuffix.length) : label,
      paths: realPaths,
      kind: archives.length > 0 ? 'file' : 'folder',
      openedAtMs: this.now(),
      correction: known?.correction ?? null,
    });
    return { id };
  }

  /** Looks through what lies there, anew; `recording` is one of the names in the guess, null the one that was chosen before. */
  async scan(id: string, recording: string | null, report: ReportProgress, signal: AbortSignal): Promise<void> {
    const entry = await this.entryOf(id);
    const opened = entry.kind === 'file' ? await this.openFile(entry) : await this.openFolder(entry, recording ?? entry.correction?.recording ?? null, report, signal);
    this.remember(id, opened);
  }

  /** What a scanned folder is taken for. Rejects with `not-found` when it was not scanned. */
  async read(id: string): Promise<LocalGuess> {
    const entry = await this.entryOf(id);
    const opened = this.opened.get(id);
    if (opened === undefined) throw notOpen();
    if (opened.kind === 'file') return guessOfArchive(entry, opened.archive);
    const correction = fitting(entry.correction, opened.looked);
    const { alignment } = toManifest({ label: entry.label, ...opened.looked, correction });
    return describeGuess(entry, opened.looked, correction, alignment);
  }

  /** Keeps what a person has corrected, for this folder alone; null: the guess is to hold again. */
  async correct(id: string, correction: LocalCorrection | null): Promise<void> {
    await this.entries.write({ ...(await this.entryOf(id)), correction });
  }

  /** What was opened before, newest first, and whether it is still there. */
  async list(): Promise<LocalEntry[]> {
    const entries = await this.entries.list();
    return Promise.all(
      entries.map(async ({ id, label, paths, kind, openedAtMs }) => ({
        id,
        label,
        place: paths.map((path) => dirname(path)).filter((path, index, all) => all.indexOf(path) === index).join(', '),
        kind,
        openedAtMs,
        isThere: (await Promise.all(paths.map(isThere))).every(Boolean),
      })),
    );
  }

  async forget(id: string): Promise<void> {
    this.opened.delete(id);
    await this.entries.remove(id);
  }

  /** A recording to play; one that was not scanned since the start is scanned first. Rejects with the failures of `scan`. */
  async source(id: string, signal: AbortSignal): Promise<LocalSource> {
    const entry = await this.entryOf(id);
    if (!this.opened.has(id)) await this.scan(id, null, () => undefined, signal);
    const opened = this.opened.get(id);
    if (opened === undefined) throw notOpen();
    if (opened.kind === 'file') {
      const { archive } = opened;
      const { recording, settings, label } = archive.manifest;
      return { manifest: { ...recording, sequence: { ...recording.sequence, uid: localSequenceUid } }, settings, label, assetOf: (media) => archive.assetOf(media) };
    }
    const { looked } = opened;
    const { manifest } = toManifest({ label: entry.label, ...looked, correction: fitting(entry.correction, looked) });
    return { manifest, settings: looked.facts.settings, label: entry.label, assetOf: (media) => folderAsset(looked, media) };
  }

  /** Compares an exported file's media with their hashes. Rejects with `damaged`; with `invalid-input` for a folder, which has none. */
  async verify(id: string, report: ReportProgress, signal: AbortSignal): Promise<void> {
    const entry = await this.entryOf(id);
    if (entry.kind !== 'file') throw new Failure('invalid-input', 'Only exported files say what their content should be.');
    const { archive } = await this.openFile(entry);
    await verifyArchive(archive, { signal, onProgress: (done, total) => report(done, total, 'Verifying the file') });
  }

  private async entryOf(id: string): Promise<SavedEntry> {
    const entry = await this.entries.read(id);
    if (entry === null) throw new Failure('not-found', 'This recording was not opened on this computer, or was taken off the list. Open its folder or file again.');
    return entry;
  }

  private async openFile({ paths }: SavedEntry): Promise<Extract<Opened, { kind: 'file' }>> {
    return { kind: 'file', archive: await openArchive(paths[0] ?? '') };
  }

  private async openFolder({ paths, label }: SavedEntry, recordingName: string | null, report: ReportProgress, signal: AbortSignal): Promise<Opened> {
    const roots = await findRoots(paths);
    return { kind: 'folder', looked: await lookThrough(roots, { label, recordingName, signal, onProgress: report }) };
  }

  private remember(id: string, opened: Opened): void {
    this.opened.delete(id);
    this.opened.set(id, opened);
    for (const oldest of this.opened.keys()) {
      if (this.opened.size <= maxOpened) break;
      this.opened.delete(oldest);
    }
  }
}

/** A local recording as it is written into one file. */
export function exportableOf({ manifest, settings, label, assetOf }: LocalSource): Exportable {
  return {
    manifest,
    settings,
    label,
    async open(media) {
      const asset = assetOf(media);
      if (asset === null) return null;
      const lengthBytes = asset.lengthBytes ?? (await lengthOf(asset));
      return { sha256: asset.sha256, lengthBytes, read: (signal) => readLocalAsset(asset, signal), close: () => undefined };
    },
  };
}

function lengthOf({ file }: LocalAsset): Promise<number | null> {
  return lstat(join(file.folder, ...file.names)).then(
    ({ size }) => size,
    () => null,
  );
}

/** What was corrected of another of the folder's recordings is not of this one. */
function fitting(correction: LocalCorrection | null, { recording }: LookedThrough): LocalCorrection | null {
  return correction?.recording === recording.name ? correction : null;
}

function folderAsset({ roots }: LookedThrough, media: string): LocalAsset | null {
  const file = locateFile(roots, media);
  if (file === null) return null;
  return { identity: `local-file ${JSON.stringify([file.folder, ...file.names])}`, file, offsetBytes: 0, isZipEntry: false, lengthBytes: null, sha256: null, blocks: null };
}

function guessOfArchive({ id }: SavedEntry, { manifest }: OpenedArchive): LocalGuess {
  const { recording, settings, label } = manifest;
  return {
    id,
    label,
    format: 'avseq',
    recordings: [''],
    recording: '',
    views: recording.views.map(({ key, kind, frames }) => ({ source: key, key, kind, isShown: true, folder: '', fileCount: frames.filter(({ media }) => media !== null).length, firstName: basename(frames[0]?.name ?? '') })),
    calibration: { chosen: 'found', files: [] },
    notes: [],
    settings,
  };
}

function isThere(path: string): Promise<boolean> {
  const answer = lstat(path).then(
    () => true,
    () => false,
  );
  const timeUp = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), presenceTimeoutMs).unref());
  return Promise.race([answer, timeUp]);
}

function notOpen(): Failure {
  return new Failure('not-found', 'This recording is not open. Open its folder again.');
}
