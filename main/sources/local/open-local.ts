import type { MediaRegistry } from '../../media/registry.ts';
import { ManifestRecording } from '../manifest/manifest-recording.ts';
import type { RecordingsOptions } from '../recordings.ts';
import type { SidecarStore } from '../sidecar/sidecar-store.ts';
import type { LocalRecordings } from './local-recordings.ts';

/** Opens what the slug names as a recording; its media are registered as files of this computer. For `createRecordings`. */
export function createOpenLocal(local: LocalRecordings, registry: MediaRegistry, sidecars: SidecarStore): NonNullable<RecordingsOptions['openLocal']> {
  return async (recordingId, sequence, signal) => {
    const { manifest, assetOf } = await local.source(sequence.slug, signal);
    return new ManifestRecording({
      recordingId,
      manifest,
      mediaRef: (media) => {
        const asset = assetOf(media);
        return asset === null ? { state: 'unfetchable', reason: 'This file is not below the folder that was opened.' } : { state: 'available', id: registry.register(asset) };
      },
      sidecars: () => sidecars.read(sequence),
    });
  };
}
