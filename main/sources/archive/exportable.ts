import type { DatasetSettings } from '../../../preload/contract/model.ts';
import type { RecordingManifest } from '../manifest/recording-manifest.ts';

/** A recording all of whose bytes are on this computer, so that it can be written into one file. */
export interface Exportable {
  readonly label: string;
  /** What is like this for whoever opens it, too. */
  readonly settings: DatasetSettings;
  /** With the calibration and labels that were added. */
  readonly manifest: RecordingManifest;
  /** A medium of the manifest; null for one that is not on disk, whose frame is then exported as a gap. */
  open(media: string): Promise<ExportedMedium | null>;
}

export interface ExportedMedium {
  /** What the bytes must come to, where that is known. */
  readonly sha256: string | null;
  /** As far as it can be told before they are read: for how far an export is. */
  readonly lengthBytes: number | null;
  /** The bytes in pieces; called once. Fails with a `Failure`. */
  read(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Owed whether or not it was read. */
  close(): void;
}
