import type { Connection } from '../connection/connection.ts';
import { Failure } from '../failure.ts';
import type { MediaRegistry } from '../media/registry.ts';
import { ManifestRecording } from '../sources/manifest/manifest-recording.ts';
import type { KeptRecordings } from '../sources/recordings.ts';
import type { SidecarStore } from '../sources/sidecar/sidecar-store.ts';
import { keptIdOf } from './kept-sequence.ts';
import type { KeptSequences } from './kept-sequences.ts';
import { LiveAddresses } from './live-addresses.ts';

export interface KeptRecordingsOptions {
  kept: Pick<KeptSequences, 'get' | 'readManifest' | 'manifestAsOfMs'>;
  registry: MediaRegistry;
  sidecars: Pick<SidecarStore, 'read'>;
  connection: Pick<Connection, 'isOffline' | 'noteWanted'>;
}

/**
 * Opens kept sequences from their manifests. A frame that is on disk needs nothing more; the address of any other is asked
 * for when it is wanted, which works as soon as the service can be had again.
 */
export function createKeptRecordings({ kept, registry, sidecars, connection }: KeptRecordingsOptions): KeptRecordings {
  return {
    isOffline: () => connection.isOffline(),
    // Without a manifest there is nothing to open.
    has: (sequence) => (kept.get(keptIdOf(sequence))?.total ?? null) !== null,
    async open(recordingId, sequence, openLive) {
      const id = keptIdOf(sequence);
      const manifest = kept.get(id) === undefined ? null : await kept.readManifest(id);
      if (manifest === null) return null;
      connection.noteWanted();
      const live = new LiveAddresses(manifest, registry, openLive);
      const renew = async (media: string, signal: AbortSignal) => {
        try {
          if (connection.isOffline()) {
            connection.noteWanted();
            throw new Failure('unreachable', 'You are offline.');
          }
          return await live.addressOf(media, signal);
        } catch (error) {
          throw error instanceof Failure ? notKept(error) : error;
        }
      };
      const recording = new ManifestRecording({
        recordingId,
        manifest,
        mediaRef: (media) => ({ state: 'available', id: registry.register({ identity: media, url: null, renew: (signal) => renew(media, signal) }) }),
        sidecars: () => sidecars.read(sequence),
        onClose: () => live.close(),
      });
      return { recording, age: { asOfMs: await kept.manifestAsOfMs(id), problem: null } };
    },
  };
}

/** What a person can do about a frame that is neither here nor to be had. */
function notKept(failure: Failure): Failure {
  const isOfKey = failure.kind === 'signed-out' || failure.kind === 'key-rejected';
  const step = isOfKey ? 'Sign in to load it from Avala.' : 'Connect to the network to load it.';
  const isOfService = isOfKey || failure.kind === 'unreachable' || failure.kind === 'timed-out' || failure.kind === 'service-failed';
  return isOfService ? new Failure(failure.kind, `This frame was not kept on this computer. ${step}`, { cause: failure }) : failure;
}
