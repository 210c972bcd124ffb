import { localOwner } from '../../../preload/contract/local.ts';
import { Failure } from '../../failure.ts';
import { exportableOf, type LocalRecordings } from '../local/local-recordings.ts';
import type { SequenceRef } from '../sequence-reader.ts';
import { applySidecars } from '../sidecar/apply-sidecars.ts';
import type { SidecarStore } from '../sidecar/sidecar-store.ts';
import { soundsLikeLidar } from '../load/sensor-name.ts';
import type { RecordingManifest } from '../manifest/recording-manifest.ts';
import { archiveSuffix } from './archive-manifest.ts';
import type { Exportable } from './exportable.ts';

export interface ExporterOptions {
  local: LocalRecordings;
  sidecars: SidecarStore;
  /** A sequence of the service that is kept on this computer; null for one that is not. */
  kept: (sequence: SequenceRef) => Promise<Exportable | null>;
}

/** Finds what can be exported: local recordings, and kept sequences with those of their frames that are on disk. */
export interface Exporter {
  /** Null for a recording that is not on this computer. */
  find(sequence: SequenceRef, signal: AbortSignal): Promise<Exportable | null>;
}

export function createExporter({ local, sidecars, kept }: ExporterOptions): Exporter {
  return {
    async find(sequence, signal) {
      const found = sequence.owner === localOwner ? exportableOf(await local.source(sequence.slug, signal)) : await kept(sequence);
      if (found === null) return null;
      return { ...found, manifest: withSidecars(found.manifest, await sidecars.read(sequence)) };
    },
  };
}

/** Of a name, in letters: with four bytes for each and its suffix it is shorter than what any file system takes. */
const longestName = 60;

/** A name for the file that every system takes. */
export function exportName(label: string): string {
  const plain = label.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-').replaceAll(/^[. -]+/g, '');
  const name = Array.from(plain).slice(0, longestName).join('').replaceAll(/[. -]+$/g, '');
  // Names that Windows keeps for devices.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
  return `${name === '' || isDevice ? 'recording' : name}${archiveSuffix}`;
}

/** For the message when a person asks for a recording that is not here. */
export function notExportable(): Failure {
  return new Failure('invalid-input', 'This sequence is not kept on this computer, so it cannot be exported. Keep it offline first.');
}

/** What a person has added goes along: whoever opens the file has it, too. */
function withSidecars(manifest: RecordingManifest, files: Awaited<ReturnType<SidecarStore['read']>>): RecordingManifest {
  if (files.length === 0) return manifest;
  const cameraKeys = manifest.views.filter(({ key, kind }) => kind !== 'point-cloud' && !soundsLikeLidar(key)).map(({ key }) => key);
  return {
    ...manifest,
    views: manifest.views.map((view) => {
      const { frames } = applySidecars({ ...view, frames: view.frames.map((frame) => ({ ...frame, url: frame.name })) }, files, cameraKeys);
      return { ...view, frames: view.frames.map((frame, index) => ({ ...frame, calibration: frames[index]?.calibration ?? null, cuboids: frames[index]?.cuboids ?? null })) };
    }),
  };
}
