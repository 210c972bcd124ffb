import type { Frame, MediaRef, Recording, View } from '../../../preload/contract/model.ts';
import { cancelled, Failure } from '../../failure.ts';
import type { SourceFrame } from '../frame-source.ts';
import { soundsLikeLidar } from '../load/sensor-name.ts';
import type { ReadableRecording } from '../readable-recording.ts';
import { applySidecars } from '../sidecar/apply-sidecars.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';
import type { SequenceViews } from '../sidecar/why-unused.ts';
import type { ManifestFrame, ManifestView, RecordingManifest } from './recording-manifest.ts';

/** What a recording from a manifest works with. */
export interface ManifestRecordingParts {
  recordingId: string;
  manifest: RecordingManifest;
  /** Registers a frame's medium and says how the page asks for it. */
  mediaRef: (media: string) => MediaRef;
  /** The files that the person has added to the sequence, as they are now. */
  sidecars: () => Promise<readonly SidecarFile[]>;
  /** Told that it was closed; may be told twice. */
  onClose?: () => void;
}

/** A recording whose frames are all known: nothing is asked of the service to open it. */
export class ManifestRecording implements ReadableRecording {
  private readonly parts: ManifestRecordingParts;
  private readonly mediaIds = new Map<string, readonly (string | null)[]>();
  private isClosed = false;

  constructor(parts: ManifestRecordingParts) {
    this.parts = parts;
  }

  describe(): Recording {
    const { recordingId, manifest } = this.parts;
    const { uid, key, status } = manifest.sequence;
    const viewKeys = this.viewKeys();
    const frameCount = manifest.views.reduce((most, { frames }) => Math.max(most, frames.length), 0);
    return { recordingId, sequence: { uid, key, status, featuredImage: null, frameCount, viewKeys }, viewKeys, unkeptViewKeys: manifest.unkeptViews, startFrame: firstShared(manifest.views) };
  }

  async view(viewKey: string, signal: AbortSignal): Promise<View> {
    const { manifest } = this.parts;
    const missing = manifest.missingViews.find(({ key }) => key === viewKey);
    if (missing !== undefined) return { state: 'failed', key: viewKey, reason: missing.reason, evidence: [] };
    const view = manifest.views.find(({ key }) => key === viewKey);
    if (view === undefined) throw new Failure('invalid-input', 'This recording has no view of that name. Open the recording again.');
    const served = { key: viewKey, kind: view.kind, frames: view.frames.map(toSourceFrame) };
    const applied = applySidecars(served, await this.parts.sidecars(), this.cameraKeys());
    if (signal.aborted || this.isClosed) throw cancelled();
    const frames = applied.frames.map((frame, index) => this.toFrame(frame, view.frames[index]?.media ?? null));
    this.mediaIds.set(
      viewKey,
      frames.map(({ media }) => (media.state === 'available' ? media.id : null)),
    );
    return { state: 'resolved', key: viewKey, kind: view.kind, frames, evidence: [...view.evidence, ...applied.evidence] };
  }

  views(): SequenceViews {
    const sweeps = this.parts.manifest.views.filter(({ kind }) => kind === 'point-cloud').map(({ frames }) => frames.map(toSourceFrame));
    return { cameraKeys: this.cameraKeys(), sweeps };
  }

  mediaOf(viewKey: string): readonly (string | null)[] {
    return this.mediaIds.get(viewKey) ?? [];
  }

  close(): void {
    this.isClosed = true;
    this.parts.onClose?.();
  }

  private viewKeys(): string[] {
    const { views, missingViews } = this.parts.manifest;
    return [...views, ...missingViews].map(({ key }) => key);
  }

  /** A missing view may be a camera too, by its name. */
  private cameraKeys(): string[] {
    const { views, missingViews } = this.parts.manifest;
    return [...views.filter(({ kind }) => kind !== 'point-cloud'), ...missingViews.filter(({ key }) => !soundsLikeLidar(key))].map(({ key }) => key);
  }

  private toFrame({ uid, timestampMs, calibration, worldFromDevice, cuboids }: SourceFrame, media: string | null): Frame {
    const nothingThere: MediaRef = { state: 'unfetchable', reason: 'This view has nothing at this frame.' };
    return { media: media === null ? nothingThere : this.parts.mediaRef(media), uid, timestampMs, calibration, worldFromDevice, cuboids };
  }
}

/**
 * The first step at which most views have something, so that a recording does not open on empty panes; 0 where there is none,
 * and where views are not on common steps.
 */
function firstShared(views: readonly ManifestView[]): number {
  const stills = views.filter(({ kind }) => kind !== 'video');
  const stepCount = stills[0]?.frames.length ?? 0;
  if (stills.some(({ frames }) => frames.length !== stepCount)) return 0;
  for (let step = 0; step < stepCount; step++) {
    const shown = stills.filter(({ frames }) => frames[step]?.media !== null).length;
    if (shown * 2 > stills.length) return step;
  }
  return 0;
}

/** As what added files are matched with: they know a frame by its name. */
function toSourceFrame({ name, uid, key, timestampMs, calibration, worldFromDevice, cuboids }: ManifestFrame): SourceFrame {
  return { url: name, uid, key, timestampMs, calibration, worldFromDevice, cuboids };
}
