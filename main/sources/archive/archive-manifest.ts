import { z } from 'zod';
import { datasetSettingsSchema } from '../../../preload/contract/model.ts';
import { recordingManifestSchema } from '../manifest/recording-manifest.ts';

/** The suffix of exported recordings. */
export const archiveSuffix = '.avseq';

/** The entry that says what all others are. */
export const manifestEntry = 'manifest.json';

/** Names that are the same on every system, and lead nowhere. */
const mediaEntrySchema = z.string().regex(/^media\/[a-z0-9][a-z0-9_-]{0,79}\/[a-z0-9][a-z0-9_-]{0,79}\.[a-z0-9]{1,10}$/i);

/** In lower-case hex. */
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const archivedFileSchema = z
  .object({
    lengthBytes: z.int().min(0),
    sha256: sha256Schema,
    /** Hashes of parts of this length, the last one shorter: a large file has them, so that some of it can be checked without the rest. */
    blocks: z.object({ lengthBytes: z.int().min(1 << 16).max(1 << 26), sha256: z.array(sha256Schema) }).optional(),
    mediaType: z.string().max(100),
  })
  .refine(({ lengthBytes, blocks }) => blocks === undefined || blocks.sha256.length === Math.ceil(lengthBytes / blocks.lengthBytes), 'There is not a hash for each block.');

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
    archivedFileSchema,
  ),
});
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;
