import { AvalaClient } from '../../../main/api/avala-client.ts';
import { createMediaFetch } from '../../../main/media/fetch-media.ts';
import { MediaRegistry, type RemoteAsset } from '../../../main/media/registry.ts';
import { createRecordings, type Recordings } from '../../../main/sources/recordings.ts';
import type { SidecarStore } from '../../../main/sources/sidecar/sidecar-store.ts';
import type { DatasetSettings, Frame, View } from '../../../preload/contract/model.ts';
import { noSidecars } from '../../support/no-sidecars.ts';
import type { FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';

/** Recordings over a fixture server, and what a test needs to look at them. */
export interface FixtureRecordings {
  recordings: Recordings;
  client: AvalaClient;
  /** Where a frame's media is now; throws when the frame cannot be fetched. */
  urlOf: (frame: Frame | undefined) => string;
  /** What the media handler holds while it serves a frame; throws when the frame cannot be fetched. */
  assetOf: (frame: Frame | undefined) => RemoteAsset;
  /** What the media handler does when an address has expired. */
  renew: (frame: Frame | undefined) => Promise<string | null>;
  /** Opens a sequence and finds all of its views at once. */
  openAll: (owner: string, slug: string, sequenceUid: string) => Promise<{ recordingId: string; views: View[] }>;
}

/** Makes recordings that talk to `server` alone. `now` in milliseconds. */
export function recordingsOver(server: FixtureServer, settings: DatasetSettings = {}, now?: () => number, sidecars: SidecarStore = noSidecars): FixtureRecordings {
  const client = new AvalaClient({ baseUrl: server.apiBaseUrl, fetch, readKey: () => server.key });
  const registry = new MediaRegistry();
  const recordings = createRecordings({
    clientFor: () => client,
    fetchMedia: createMediaFetch({ fetch }),
    registry,
    datasetSettings: () => settings,
    sidecars,
    ...(now === undefined ? {} : { now }),
  });
  const assetOf = (frame: Frame | undefined) => {
    const asset = frame?.media.state === 'available' ? registry.remote(frame.media.id) : undefined;
    if (asset === undefined) throw new Error('This frame cannot be fetched.');
    return asset;
  };
  return {
    recordings,
    client,
    assetOf,
    urlOf(frame) {
      const { url } = assetOf(frame);
      if (url === null) throw new Error('This frame has no address yet.');
      return url;
    },
    renew: async (frame) => (await assetOf(frame).renew?.(AbortSignal.timeout(20_000))) ?? null,
    async openAll(owner, slug, sequenceUid) {
      const signal = AbortSignal.timeout(20_000);
      const { recordingId, viewKeys } = await recordings.open({ owner, slug, sequenceUid }, signal);
      const views = await Promise.all(viewKeys.map((viewKey) => recordings.view({ recordingId, viewKey }, signal)));
      return { recordingId, views };
    },
  };
}

/** A view's frames; throws when it was not resolved. */
export function framesOf(view: View | undefined): Frame[] {
  if (view?.state !== 'resolved') throw new Error(`Not resolved: ${JSON.stringify(view)}`);
  return view.frames;
}

/** A view's evidence as `step: outcome` lines. */
export function stepsOf(view: View | undefined): string[] {
  return view?.evidence.map(({ step, outcome }) => `${step}: ${outcome}`) ?? [];
}
