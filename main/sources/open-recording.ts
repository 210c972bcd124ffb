import type { Evidence, Frame, MediaKind, Recording, View } from '../../preload/contract/model.ts';
import { cancelled, Failure } from '../failure.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import { mediaRef } from '../media/media-ref.ts';
import type { MediaRegistry, RemoteAsset } from '../media/registry.ts';
import type { CurrentSequence, SequenceReading } from './current-sequence.ts';
import { matchingUrl, type SourceFrame } from './frame-source.ts';
import { NamePatternSearch } from './load/name-pattern.ts';
import { soundsLikeLidar } from './load/sensor-name.ts';
import type { ManifestView } from './manifest/recording-manifest.ts';
import { toManifestFrame } from './manifest/to-manifest-frame.ts';
import type { ReadableRecording } from './readable-recording.ts';
import { applySidecars, type FoundFrames } from './sidecar/apply-sidecars.ts';
import type { SidecarFile } from './sidecar/sidecar-store.ts';
import type { SequenceViews } from './sidecar/why-unused.ts';
import { toSequence } from './to-sequence.ts';
import { findViewFrames, type FoundView } from './view-frames.ts';
import { findViewKind } from './view-kind.ts';
import { untilAborted } from '../until-aborted.ts';

/** What an open recording works with. */
export interface OpenRecordingParts {
  recordingId: string;
  current: CurrentSequence;
  fetchMedia: MediaFetch;
  registry: MediaRegistry;
  /** Aborted when the recording is closed: the signal of everything that is done for it. */
  closing: AbortController;
  /** The person's own pattern for the dataset, as it is set now. */
  ownPattern: () => string | undefined;
  /** The files that the person has added to the sequence, as they are now. */
  sidecars: () => Promise<readonly SidecarFile[]>;
}

/** A view as the service has it, or why it has not. */
type ServedView = { reading: SequenceReading; evidence: Evidence[] } & ({ served: FoundFrames; failure: null } | { served: null; failure: string });

/** A sequence that is open: finds its views' frames, and fresh addresses once the first ones have expired. */
export class OpenRecording implements ReadableRecording {
  private readonly parts: Omit<OpenRecordingParts, 'current'>;
  /** Null once the recording is closed. */
  private current: CurrentSequence | null;
  private readonly namePatterns = new NamePatternSearch();
  /** Views that were found, by key: what is registered again when a newer reading comes. */
  private readonly found = new Map<string, { generation: number; frames: Promise<SourceFrame[]> }>();

  /** Views by key as the service has them, without what files say; null for one that failed. */
  private readonly asServed = new Map<string, FoundFrames | null>();

  /** By view: the ids under which the page has its frames' media; null where there is nothing to fetch. */
  private readonly mediaIds = new Map<string, readonly (string | null)[]>();

  constructor({ current, ...parts }: OpenRecordingParts) {
    this.current = current;
    this.parts = parts;
  }

  describe(): Recording {
    const { recordingId, registry } = this.parts;
    const { sequence, generation } = this.currentSequence().reading;
    const viewKeys = this.viewKeys();
    const renew = this.renewal(sequence.featured_image, async ({ sequence: fresh }) => fresh.featured_image, generation);
    return {
      recordingId,
      sequence: { ...toSequence(sequence, registry, renew), viewKeys },
      viewKeys,
      unkeptViewKeys: [],
      startFrame: 0,
    };
  }

  /** Finds a view's frames. Rejects with `invalid-input` for a view that is none, `cancelled` when given up or closed. */
  async view(viewKey: string, signal: AbortSignal): Promise<View> {
    const { reading, served, failure, evidence } = await this.serve(viewKey, signal);
    if (served === null) return { state: 'failed', key: viewKey, reason: failure, evidence };
    const applied = applySidecars(served, await this.parts.sidecars(), this.cameraKeys());
    const frames = this.register(reading, viewKey, applied.frames);
    this.mediaIds.set(
      viewKey,
      frames.map(({ media }) => (media.state === 'available' ? media.id : null)),
    );
    return { state: 'resolved', key: viewKey, kind: served.kind, frames, evidence: [...evidence, ...applied.evidence] };
  }

  /**
   * A view as the service has it, without what files say, to be written down; its media are registered as by `view`. A
   * view that could not be had is its reason. Rejects as `view`.
   */
  async manifestView(viewKey: string, signal: AbortSignal): Promise<ManifestView | { key: string; reason: string }> {
    const { reading, served, failure, evidence } = await this.serve(viewKey, signal);
    if (served === null) return { key: viewKey, reason: failure };
    this.register(reading, viewKey, served.frames);
    return { key: viewKey, kind: served.kind, frames: served.frames.map(toManifestFrame), evidence };
  }

  private async serve(viewKey: string, signal: AbortSignal): Promise<ServedView> {
    const work = AbortSignal.any([signal, this.parts.closing.signal]);
    const current = this.currentSequence();
    let { reading } = current;
    let view = await this.find(reading, viewKey, work);
    if (view === null) throw new Failure('invalid-input', 'This recording has no view of that name. Open the recording again.');
    if (view.state === 'failed' && view.isExpired) {
      const fresher = await current.newerThan(reading.generation, work);
      const again = fresher === null ? null : await this.find(fresher, viewKey, work);
      if (fresher !== null && again !== null) {
        reading = fresher;
        const detail = 'The address had expired, so the sequence was read again.';
        view = { ...again, evidence: [...view.evidence, { step: 'Fresh address', outcome: 'used', detail }, ...again.evidence] };
      }
    }
    const { evidence } = view;
    const failed = (failure: string): ServedView => {
      this.asServed.set(viewKey, null);
      return { reading, served: null, failure, evidence };
    };
    if (view.state === 'failed') return failed(view.reason);
    const seen = view.kind === null || view.kind === 'unknown' ? await this.look(view.frames, work) : { kind: view.kind, unreadable: null };
    if (seen.unreadable !== null) return failed(seen.unreadable);
    this.found.set(viewKey, { generation: reading.generation, frames: Promise.resolve(view.frames) });
    const served = { key: viewKey, kind: seen.kind, frames: withOwnCuboids(view.frames, seen.kind) };
    this.asServed.set(viewKey, served);
    return { reading, served, failure: null, evidence };
  }

  /** What is known of the views so far. */
  views(): SequenceViews {
    const areAllKnown = this.viewKeys().every((key) => this.asServed.has(key));
    const sweeps = [...this.asServed.values()].flatMap((view) => (view?.kind === 'point-cloud' ? [view.frames] : []));
    return { cameraKeys: this.cameraKeys(), sweeps: areAllKnown ? sweeps : null };
  }

  private viewKeys(): string[] {
    const { named, detail } = this.currentSequence().reading;
    return [...new Set([...named, ...detail].map(({ key }) => key))];
  }

  /** The views that may be cameras, by their names: what they hold is known only one after another. */
  private cameraKeys(): string[] {
    return this.viewKeys().filter((key) => !soundsLikeLidar(key));
  }

  /** The media of a view's frames, in order; none while it is not resolved. */
  mediaOf(viewKey: string): readonly (string | null)[] {
    return this.mediaIds.get(viewKey) ?? [];
  }

  /**
   * Stops what is still being found. Frames that are registered stay, without renewal; what is known of the sequence goes,
   * since their renewals refer to this recording for as long as the app runs.
   */
  close(): void {
    this.parts.closing.abort();
    this.current = null;
    this.found.clear();
    this.asServed.clear();
  }

  private currentSequence(): CurrentSequence {
    if (this.current === null) throw cancelled();
    return this.current;
  }

  private find(reading: SequenceReading, viewKey: string, signal: AbortSignal): Promise<FoundView | null> {
    const { fetchMedia, registry, ownPattern } = this.parts;
    return findViewFrames(reading, viewKey, { fetchMedia, registry, signal, ownPattern: ownPattern(), namePatterns: this.namePatterns });
  }

  private look(frames: readonly SourceFrame[], signal: AbortSignal) {
    return findViewKind(
      frames.map(({ url }) => url),
      { fetchMedia: this.parts.fetchMedia, signal },
    );
  }

  private register(reading: SequenceReading, viewKey: string, frames: readonly SourceFrame[]): Frame[] {
    return frames.map((frame, index) => {
      const renew = this.renewal(
        frame.url,
        async (fresh) => matchingUrl(frame, index, await this.framesIn(fresh, viewKey)),
        reading.generation,
      );
      const media = mediaRef(frame.url, this.parts.registry, renew);
      return {
        media: media ?? { state: 'unfetchable', reason: 'This view has nothing at this frame.' },
        timestampMs: frame.timestampMs,
        uid: frame.uid,
        calibration: frame.calibration,
        worldFromDevice: frame.worldFromDevice,
        cuboids: frame.cuboids,
      };
    });
  }

  /** `locate` finds the address in a newer reading. Each asset remembers which reading its address is from. */
  private renewal(
    url: string | null,
    locate: (fresh: SequenceReading) => Promise<string | null>,
    firstGeneration: number,
  ): RemoteAsset['renew'] {
    let generation = firstGeneration;
    let last = url;
    return async (signal) => {
      if (this.current === null) return null;
      const fresh = await this.current.newerThan(generation, signal);
      if (fresh === null) return null;
      const located = await untilAborted(locate(fresh), signal);
      generation = fresh.generation;
      if (located === last) return null;
      last = located;
      return located;
    };
  }

  /** A view's frames in a newer reading, found once and registered, so that its other frames need no renewal. */
  private framesIn(reading: SequenceReading, viewKey: string): Promise<SourceFrame[]> {
    const known = this.found.get(viewKey);
    if (known !== undefined && known.generation >= reading.generation) return known.frames;
    const frames = this.find(reading, viewKey, this.parts.closing.signal).then((view) => {
      if (view === null || view.state === 'failed') return [];
      this.register(reading, viewKey, view.frames);
      return view.frames;
    });
    this.found.set(viewKey, { generation: reading.generation, frames });
    return frames;
  }
}

/** Cuboids are in the frame of points: in pictures they have no place. */
function withOwnCuboids(frames: readonly SourceFrame[], kind: MediaKind): readonly SourceFrame[] {
  return kind === 'point-cloud' ? frames : frames.map((frame) => ({ ...frame, cuboids: null }));
}
