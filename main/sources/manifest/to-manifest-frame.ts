import { assetIdentity } from '../../media/asset-identity.ts';
import { isFetchableAddress } from '../../media/fetchable-url.ts';
import type { SourceFrame } from '../frame-source.ts';
import type { ManifestFrame } from './recording-manifest.ts';

/** A frame of the service's as it is written down: its medium is named by its identity, which holds no signature. */
export function toManifestFrame({ url, uid, key, timestampMs, calibration, worldFromDevice, cuboids }: SourceFrame): ManifestFrame {
  const media = isFetchableAddress(url) ? assetIdentity(url) : null;
  return { media, name: media, uid, key, timestampMs, calibration, worldFromDevice, cuboids };
}
