import { z } from 'zod';
import { datasetSettingsSchema } from '../../../preload/contract/model.ts';
import { recordingManifestSchema } from '../manifest/recording-manifest.ts';

/** The suffix of exported recordings. */
export const archiveSuffix = '.avseq';

/** The entry that says what all others are. */
export const manifestEntry = 'manifest.json';

/** Names that are the same on every system, and lead nowhere. */
const mediaEntrySchema = z.string().regex(/^media\/[a-z0-9][a-z0-9_-]{0,79}\/[a-z0-9][a-z0-9_-]{0,79}\.[a-z0-9]{1,10}$/i);

/**
 * What an `.avseq` file says of itself (docs/local-recordings.md). `recording` names its media by entry; there are neither
 * addresses nor owners in it. Of the settings only what the recording itself is like: not how a person likes to look at it.
 */
export const archiveManifestSchema = z.object({
  format: z.literal('avseq'),
  version: z.literal(1),
  label: z.string().max(1_000),
  exportedAtMs: z.number(),
  recording: recordingManifestSchema,
  settings: datasetSettingsSchema.pick({ frameRateHz: true, binColumns: true, conventions: true, sync: true }),
  files: z.record(
    mediaEntrySchema,
    z.object({
      lengthBytes: z.int().min(0),
      /** In lower-case hex. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mediaType: z.string().max(100),
    }),
  ),
});
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;
