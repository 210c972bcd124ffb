import { basename, dirname } from 'node:path';
import { Failure } from '../../failure.ts';
import { openLocalFile, type LocalFile, type OpenedLocalFile } from '../../media/local-file.ts';
import type { LocalAsset } from '../../media/registry.ts';
import { readAt } from '../../store/stored-file.ts';
import { archiveManifestSchema, manifestEntry, type ArchiveManifest } from './archive-manifest.ts';
import { readZipEntries, unusable, type ZipEntry } from './zip-entries.ts';

/** The frames of a day with calibration, and more than memory has trouble with. */
const maxManifestBytes = 256 << 20;

/** A recording in one file, of which nothing but its directory and manifest was read. */
export interface OpenedArchive {
  readonly manifest: ArchiveManifest;
  /** A medium of the manifest's recording, as it lies in the file; its bytes are compared with their hash when they are first read. */
  readonly assetOf: (media: string) => LocalAsset;
}

/**
 * Opens an `.avseq` file at its real path. Rejects with a `Failure`: `damaged` when it is cut short or not whole,
 * `invalid-input` when it is something else or from a newer version.
 */
export async function openArchive(path: string): Promise<OpenedArchive> {
  const place = { folder: dirname(path), names: [basename(path)] };
  const file = await openLocalFile({ ...place, revision: null });
  try {
    const entries = await readZipEntries(file);
    const manifest = await readManifest(entries, file);
    const revision = { lengthBytes: file.lengthBytes, modifiedMs: file.modifiedMs };
    return { manifest, assetOf: (media) => toAsset(media, manifest, entries, { ...place, revision }) };
  } finally {
    await file.close();
  }
}

async function readManifest(entries: ReadonlyMap<string, ZipEntry>, file: OpenedLocalFile): Promise<ArchiveManifest> {
  const entry = entries.get(manifestEntry);
  if (entry === undefined) throw unusable('is a zip archive without a recording');
  if (entry.lengthBytes > maxManifestBytes) throw unusable('has a manifest that is too large');
  const header = await readAt(file.descriptor, new Uint8Array(30), entry.headerOffset);
  const view = new DataView(header.buffer);
  const start = entry.headerOffset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const bytes = await readAt(file.descriptor, new Uint8Array(entry.lengthBytes), start);
  const json = parse(new TextDecoder().decode(bytes));
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : null;
  if (typeof version === 'number' && version > 1) throw unusable('was exported by a newer version of Avala Viewer, which you need to open it');
  const parsed = archiveManifestSchema.safeParse(json);
  if (!parsed.success) throw new Failure('damaged', 'The manifest of this file is damaged, so it cannot be opened. Copy or export the file again.', { cause: parsed.error });
  refuseGaps(parsed.data, entries);
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Every frame's medium is listed, and every file that is listed is there at the length that it should have. */
function refuseGaps({ recording, files }: ArchiveManifest, entries: ReadonlyMap<string, ZipEntry>): void {
  for (const { frames } of recording.views) {
    for (const { media } of frames) {
      if (media !== null && !Object.hasOwn(files, media)) throw unusable('names frames that are not in it');
    }
  }
  for (const [name, { lengthBytes }] of Object.entries(files)) {
    if (entries.get(name)?.lengthBytes !== lengthBytes) throw new Failure('damaged', 'A file of this recording is missing or not as long as it should be. Copy or export it again.');
  }
}

function toAsset(media: string, { files }: ArchiveManifest, entries: ReadonlyMap<string, ZipEntry>, file: LocalFile): LocalAsset {
  const [listed, entry] = [Object.hasOwn(files, media) ? files[media] : undefined, entries.get(media)];
  if (listed === undefined || entry === undefined) throw new Failure('damaged', 'The recording’s file does not hold this frame.');
  return {
    identity: `local-part ${JSON.stringify([file.folder, ...file.names, media])}`,
    file,
    offsetBytes: entry.headerOffset,
    isZipEntry: true,
    lengthBytes: listed.lengthBytes,
    sha256: listed.sha256,
    blocks: listed.blocks ?? null,
  };
}
