import type { SidecarCamera } from './sidecar.ts';

/**
 * Which of a sequence's cameras a calibration is of; null when it is of none, or of more than one by its name. First the very
 * name counts (in any case of letters), then one that is alike, as `CAM_FRONT`, `camera-front` and `front` are.
 */
export function matchCamera(camera: SidecarCamera, cameraKeys: readonly string[]): string | null {
  for (const name of camera.names) {
    const same = cameraKeys.find((key) => key === name) ?? cameraKeys.find((key) => key.toLowerCase() === name.toLowerCase());
    if (same !== undefined) return same;
  }
  if (camera.matching === 'alike') {
    const alike = cameraKeys.filter((key) => camera.names.some((name) => plainName(name) === plainName(key)));
    if (alike.length > 0) return alike.length === 1 ? (alike[0] ?? null) : null;
  }
  return camera.isMain && cameraKeys.length === 1 ? (cameraKeys[0] ?? null) : null;
}

/** Letters and digits alone, without the word for a camera that many names begin or end with. */
function plainName(name: string): string {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && word !== 'cam' && word !== 'camera');
  return words.length === 0 ? name.toLowerCase() : words.join('');
}
