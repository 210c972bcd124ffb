import type { CameraCalibration, Pose } from '../../preload/contract/model.ts';
import type { Cuboid } from '../../preload/contract/point-cloud-settings.ts';
import { assetIdentity } from '../media/asset-identity.ts';

/** One frame of a view with its address, which never leaves this process. */
export interface SourceFrame {
  url: string | null;
  uid: string | null;
  /** What the service calls the frame, where it does. */
  key: string | null;
  timestampMs: number | null;
  calibration: CameraCalibration | null;
  worldFromDevice: Pose | null;
  /** Of what the frame shows; null where nothing is known of any. */
  cuboids: Cuboid[] | null;
}

/**
 * Finds a frame's address in a newer reading of its view (avala-api §5): the frame with its `uid`; where there are none,
 * the one whose address differs in nothing but its signature; else the one at its index. Null when it is gone.
 */
export function matchingUrl(frame: SourceFrame, index: number, fresh: readonly SourceFrame[]): string | null {
  if (frame.uid !== null && fresh.some(({ uid }) => uid !== null)) {
    return fresh.find(({ uid }) => uid === frame.uid)?.url ?? null;
  }
  const atIndex = fresh[index]?.url ?? null;
  const identity = identityOf(frame.url);
  if (identity === null || identityOf(atIndex) === identity) return atIndex;
  return fresh.find(({ url }) => identityOf(url) === identity)?.url ?? atIndex;
}

function identityOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? assetIdentity(url) : null;
}
