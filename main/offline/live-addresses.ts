import type { MediaRegistry } from '../media/registry.ts';
import type { RecordingManifest } from '../sources/manifest/recording-manifest.ts';
import { untilAborted } from '../until-aborted.ts';
import type { LiveSequence } from './read-sequence.ts';

/** What was read is asked for again after this long: addresses expire. */
const freshMs = 60_000;

interface Reading {
  atMs: number;
  live: Promise<LiveSequence>;
  /** By view: resolves when its media are registered. */
  views: Map<string, Promise<unknown>>;
}

/**
 * Addresses of a kept recording's media, from the service: read view by view when the first of its media is asked for,
 * because most of a kept recording never is.
 */
export class LiveAddresses {
  private readonly registry: MediaRegistry;
  private readonly openLive: (signal: AbortSignal) => Promise<LiveSequence>;
  private readonly viewOf: () => ReadonlyMap<string, string>;
  private readonly closing = new AbortController();
  private reading: Reading | null = null;

  constructor(manifest: RecordingManifest, registry: MediaRegistry, openLive: (signal: AbortSignal) => Promise<LiveSequence>) {
    this.registry = registry;
    this.openLive = openLive;
    let views: Map<string, string> | null = null;
    this.viewOf = () => (views ??= new Map(manifest.views.flatMap(({ key, frames }) => frames.flatMap(({ media }): [string, string][] => (media === null ? [] : [[media, key]])))));
  }

  /** Where a medium is now, null when the service does not have it any more. Rejects with the failures of `AvalaClient`. */
  async addressOf(media: string, signal: AbortSignal): Promise<string | null> {
    const viewKey = this.viewOf().get(media);
    if (viewKey === undefined || this.closing.signal.aborted) return null;
    const id = this.registry.idOf(media);
    const before = this.registry.remote(id);
    await untilAborted(this.readView(viewKey), signal);
    if (this.registry.remote(id) === before) {
      // It was registered by the manifest again since that view was read.
      this.forget();
      await untilAborted(this.readView(viewKey), signal);
    }
    const found = this.registry.remote(id);
    return found === before ? null : (found?.url ?? null);
  }

  /** Stops what is being read, and gives the sequence back. */
  close(): void {
    this.closing.abort();
    this.forget();
  }

  /** One reading serves all of a view's media, however many are asked for at once. */
  private readView(viewKey: string): Promise<unknown> {
    if (this.reading !== null && performance.now() - this.reading.atMs > freshMs) this.forget();
    const { signal } = this.closing;
    const reading = (this.reading ??= { atMs: performance.now(), live: this.openLive(signal), views: new Map() });
    const known = reading.views.get(viewKey);
    if (known !== undefined) return known;
    const found = reading.live.then((live) => live.manifestView(viewKey, signal));
    reading.views.set(viewKey, found);
    found.catch(() => {
      if (this.reading === reading) this.forget();
    });
    return found;
  }

  private forget(): void {
    this.reading?.live.then((live) => live.close()).catch(() => undefined);
    this.reading = null;
  }
}
