import type { Target } from '../../preload/contract/model.ts';

/** Where the built-in sample seems to be. `.invalid` never resolves (RFC 2606): nothing of it ever leaves the machine. */
export const sampleOrigin = 'https://sample.avala-viewer.invalid';

/** The sample's API, for an `AvalaClient` of its own; any key will do. */
export const sampleBaseUrl = `${sampleOrigin}/api/v1`;

/** The sample's main sequence: five cameras and a LiDAR with frames, calibration and poses in its detail. */
export const sampleTarget = {
  owner: 'avala-viewer',
  slug: 'sample-drive',
  sequenceUid: '5a3f1c60-7d1e-4b52-9c0a-000000000001',
} as const satisfies Target;
