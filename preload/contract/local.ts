import { z } from 'zod';
import { datasetSettingsSchema, mediaKindSchema } from './model.ts';

/** The owner under which recordings of this computer are opened; what Avala may have under that name cannot be. */
export const localOwner = 'local';

/** The one sequence of a local recording. */
export const localSequenceUid = 'recording';

/** Of a recording that was opened from this computer; also the `slug` of its address. */
export const localIdSchema = z.string().regex(/^[0-9a-f]{24}$/);

/** Views that are guessed and corrected at most. */
export const maxLocalViews = 300;

const viewNameSchema = z.string().trim().min(1).max(200);

/** What a person has said of a folder's views in place of the guess. */
export const localCorrectionSchema = z.strictObject({
  /** Which of the folder's recordings; empty where it is but one. */
  recording: z.string().max(4_000),
  views: z
    .array(z.strictObject({ /** As in the guess. */ source: z.string().max(8_000), key: viewNameSchema, kind: mediaKindSchema, isShown: z.boolean() }))
    .max(maxLocalViews)
    .refine((views) => views.some(({ isShown }) => isShown), 'No view is shown.')
    .refine((views) => new Set(views.filter(({ isShown }) => isShown).map(({ key }) => key)).size === views.filter(({ isShown }) => isShown).length, 'Two views have one name.'),
  /** `found`: all that was found; `none`; else the path of the one file that counts. */
  calibration: z.string().max(8_000),
});
export type LocalCorrection = z.infer<typeof localCorrectionSchema>;

/** A view as it was guessed, or as a person has corrected it. */
export const localViewSchema = z.object({
  source: z.string(),
  key: z.string(),
  kind: mediaKindSchema,
  isShown: z.boolean(),
  /** The folder it was found in, or the file of a video, below what was opened; empty for the very folder. */
  folder: z.string(),
  fileCount: z.int(),
  /** The name of its first file. */
  firstName: z.string(),
});
export type LocalView = z.infer<typeof localViewSchema>;

/** A folder that was looked through: what it is taken for, for a person to correct. */
export const localGuessSchema = z.object({
  id: localIdSchema,
  label: z.string(),
  /** As in `KITTI raw`; `folders` where no layout was recognised. */
  format: z.string(),
  /** The names of its recordings, in order; one that is empty where there is but one. */
  recordings: z.array(z.string()),
  recording: z.string(),
  views: z.array(localViewSchema),
  calibration: z.object({ chosen: z.string(), files: z.array(z.object({ path: z.string(), what: z.string() })) }),
  /** In words: which frames are put beside each other, and what else a person should know. */
  notes: z.array(z.string()),
  /** What its layout, or the file, says of how it is to be played and read. */
  settings: datasetSettingsSchema,
});
export type LocalGuess = z.infer<typeof localGuessSchema>;

/** A recording that was opened from this computer before. */
export const localEntrySchema = z.object({
  id: localIdSchema,
  label: z.string(),
  /** Where it lies, for people to tell two of one name apart. */
  place: z.string(),
  kind: z.enum(['folder', 'file']),
  openedAtMs: z.number(),
  /** Whether all of it is still there. */
  isThere: z.boolean(),
});
export type LocalEntry = z.infer<typeof localEntrySchema>;

/** What a folder of this computer holds, for a person to choose from. */
export const folderListingSchema = z.object({
  path: z.string(),
  /** Null at the top. */
  parentPath: z.string().nullable(),
  entries: z.array(z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'file']) })),
  /** Whether there is more than is listed. */
  isCut: z.boolean(),
});
export type FolderListing = z.infer<typeof folderListingSchema>;
