import { z } from 'zod';

/** What one sequence takes on disk. */
const storedSequenceSchema = z.object({
  /** Of its download; what `download.*` and `storage.*` take. */
  downloadId: z.string(),
  sequenceUid: z.string(),
  label: z.string(),
  /** Of its files; one that two sequences share counts for both. */
  bytes: z.number(),
  files: z.int(),
  /** Files that were found damaged and are not there any more. */
  damagedFiles: z.int(),
  /** Unix epoch; null when it was never verified since it was written. */
  verifiedAtMs: z.number().nullable(),
});

/** What the store takes on disk, and may take. */
export const storageSchema = z.object({
  /** Null when the data folder cannot be used: `problem` says why. */
  folder: z.string().nullable(),
  problem: z.string().nullable(),
  /** Media that were looked at and not asked to be kept: the least recently used go first above the budget. */
  cache: z.object({ bytes: z.number(), files: z.int(), budgetBytes: z.number() }),
  /** Media of kept sequences, which stay until they are removed; each file counted once. */
  kept: z.object({ bytes: z.number(), files: z.int() }),
  /** Parts of files that are on their way. */
  partialBytes: z.number(),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number(), /** Never taken below. */ reserveBytes: z.number() }).nullable(),
  /** What the last verification found, of those that ran to their end since the app was started; what is damaged is fetched again meanwhile. */
  lastVerified: z.object({ /** Null: all files. */ downloadId: z.string().nullable(), checkedFiles: z.int(), /** Other bytes than were written, or gone. */ damagedFiles: z.int() }).nullable(),
  /** What the last check for changes found, likewise; `downloadId` as above. */
  lastCheck: z
    .object({
      downloadId: z.string().nullable(),
      checkedFiles: z.int(),
      /** Of which the media host has another version, which is here now. */
      replacedFiles: z.int(),
      /** Which the media host does not have any more; what is kept of them stays. */
      goneFiles: z.int(),
      /** Of which the media host does not say which version it has, or nothing at all. */
      untoldFiles: z.int(),
    })
    .nullable(),
  datasets: z.array(z.object({ owner: z.string(), slug: z.string(), bytes: z.number(), sequences: z.array(storedSequenceSchema) })),
});
export type Storage = z.infer<typeof storageSchema>;

/** How much disk the cache may take. */
export const storageSettingsSchema = z.object({
  /** Null: what the start of the app was given. */
  cacheBudgetBytes: z.int().min(100 * 10 ** 6).max(100 * 10 ** 12).nullable(),
});
