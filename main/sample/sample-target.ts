import type { Target } from '../../preload/contract/model.ts';

/** The sample's own origin, served in process. `.invalid` is never anybody's host (RFC 2606). */
export const sampleOrigin = 'https://sample.avala-viewer.invalid';

/** Where the sample's API is, as `AVALA_BASE_URL` would name it. */
export const sampleBaseUrl = `${sampleOrigin}/api/v1`;

/** The sample's main sequence. Its owner is reserved: every request for that owner goes to the sample. */
export const sampleTarget = {
  owner: 'avala-viewer',
  slug: 'sample-drive',
  sequenceUid: 'drive-cameras-and-lidar',
} as const satisfies Target;
