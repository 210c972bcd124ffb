import type { Evidence } from '../../../preload/contract/model.ts';
import { kindBySuffix, suffixOf } from '../load/media-suffix.ts';
import type { ManifestView, RecordingManifest } from '../manifest/recording-manifest.ts';

/** A medium and the name of its entry. */
export interface PackedMedium {
  readonly media: string;
  readonly entry: string;
}

/** Every medium of a recording once, with an entry's name that says nothing but its view and place. */
export function mediaEntries({ views }: RecordingManifest): PackedMedium[] {
  const entries = new Map<string, string>();
  for (const [at, { key, frames }] of views.entries()) {
    const plainKey = key.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 40);
    const folder = `${at}-${plainKey === '' ? 'view' : plainKey}`;
    for (const [index, { media, name }] of frames.entries()) {
      if (media === null || entries.has(media)) continue;
      entries.set(media, `media/${folder}/${String(index).padStart(6, '0')}.${suffixFor(name ?? media)}`);
    }
  }
  return [...entries].map(([media, entry]) => ({ media, entry }));
}

/**
 * The recording as it is exported: media by entry, null where none was written. Of files' names the last part stays, by
 * which labels that are added later find their frames; folders and addresses, which may name people, do not.
 */
export function packedRecording({ version, sequence, views, missingViews, unkeptViews }: RecordingManifest, entryOf: ReadonlyMap<string, string>): RecordingManifest {
  return {
    version,
    sequence,
    views: views.map((view): ManifestView => {
      const frames = view.frames.map((frame) => ({
        ...frame,
        media: frame.media === null ? null : (entryOf.get(frame.media) ?? null),
        name: frame.name === null ? null : lastName(frame.name),
      }));
      const count = frames.filter(({ media }) => media !== null).length;
      const evidence: Evidence = { step: 'Exported file', outcome: 'used', detail: `${count.toLocaleString('en')} of ${frames.length.toLocaleString('en')} frames are in the file.` };
      return { ...view, frames, evidence: [evidence] };
    }),
    missingViews: missingViews.map(({ key }) => ({ key, reason: 'This view could not be had when the recording was exported.' })),
    unkeptViews,
  };
}

function suffixFor(name: string): string {
  return kindBySuffix(name) === null ? 'bin' : suffixOf(name);
}

function lastName(name: string): string {
  const path = URL.canParse(name) && name.includes('://') ? decoded(new URL(name).pathname) : name;
  return path.slice(path.lastIndexOf('/') + 1);
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
