import { z } from 'zod';
import { answerAge, connectionSchema } from './connection.ts';
import { downloadSchema, failedFileSchema, keepChoiceSchema, keepRequestSchema } from './downloads.ts';
import {
  datasetSchema,
  itemSchema,
  recordingSchema,
  sequenceSchema,
  sessionSchema,
  settingsSchema,
  targetSchema,
  viewSchema,
} from './model.ts';
import { pageEntryIds } from './page-entries.ts';
import { reportLineSchema } from './system-report.ts';
import { folderListingSchema, localCorrectionSchema, localEntrySchema, localGuessSchema, localIdSchema } from './local.ts';
import { runningJobSchema } from './jobs.ts';
import { storageSchema } from './storage.ts';

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    /** Opaque; null on the last page. */
    nextCursor: z.string().nullable(),
    /** Whether the list may go on although no page follows: these rows are what is saved of it, in no order. */
    isCutShort: z.boolean(),
    ...answerAge,
  });

const pageEntry = z.enum(pageEntryIds);
const pathSegment = z.string().min(1).max(300);
const datasetInput = { owner: pathSegment, slug: pathSegment };
const pageInput = {
  cursor: z.string().max(4_000).optional(),
  limit: z.int().min(1).max(1_000).optional(),
  /** A field name, `-` before it for descending; the service's own order when absent. */
  ordering: z.string().max(60).optional(),
};
const sidecarName = z.string().min(1).max(1_000);
/** A file that was added to a sequence; `what` says in words what it holds, as in `Calibration of front`. */
const sidecarFile = z.object({ name: z.string(), what: z.string() });
const downloadId = z.string().min(1).max(100);
/** Null: all of them. */
const downloadIdsInput = z.strictObject({ downloadIds: z.array(downloadId).min(1).max(100_000).nullable() });
const catalogSchema = z.object({ answers: z.int(), /** On disk. */ bytes: z.int() });
/** Absolute, or below home by `~`. */
const localPath = z.string().min(1).max(4_096);
const nothing = z.strictObject({});
const done = z.null();

/** How much may be added to a sequence: each file, all of its files together, and their number. */
export const sidecarLimits = { fileBytes: 8 * 2 ** 20, totalBytes: 64 * 2 ** 20, fileCount: 10_000 } as const;

/**
 * Everything the page can ask of the privileged process, by name. The handlers' type, the pipeline, the bridge and the
 * client derive from this one object: to add a command, add it here and follow the compiler.
 */
export const commands = {
  /** What a window needs to draw its first screen, in one round trip. */
  'app.start': {
    input: nothing,
    output: z.object({
      version: z.string(),
      shell: z.enum(['electron', 'host']),
      /** Where API requests go, for the sign-in screen. */
      apiOrigin: z.string(),
      session: sessionSchema,
      connection: connectionSchema,
      /** Whether anything of lists and details is saved: it stays readable without a key and without a connection. */
      hasSavedAnswers: z.boolean(),
      settings: settingsSchema,
      /**
       * How a person chooses folders and files: `system` by the system's own dialogs (`local.choose`), `own` in a dialog of
       * the page that lists what lies on the machine of the app (`local.listFolder`), which need not be the browser's.
       */
      fileChoice: z.enum(['system', 'own']),
      /** From `--open`, `--sample` or a link. */
      target: targetSchema.nullable(),
      sample: targetSchema,
    }),
  },
  /** Checks a key by a real call and keeps it. Fails with `key-storage-unprotected` unless memory only is agreed to. */
  'session.sign-in': {
    input: z.strictObject({ key: z.string().trim().min(1).max(1_000), forThisSessionOnly: z.boolean() }),
    output: sessionSchema,
  },
  /** Forgets the key, in memory and in the key store. */
  'session.sign-out': { input: nothing, output: sessionSchema },
  /** Works offline, or no longer; kept for the next start. Nothing leaves this computer while it is on. */
  'connection.setOffline': { input: z.strictObject({ isWanted: z.boolean() }), output: connectionSchema },
  /** Asks at once whether the service can be reached again, where it could not; says what came of it. */
  'connection.check': { input: nothing, output: connectionSchema },
  /** How much of the service's answers is saved on this computer. */
  'catalog.read': { input: nothing, output: catalogSchema },
  /** Deletes what is saved of lists and details. Kept recordings and their media stay. */
  'catalog.clear': { input: nothing, output: catalogSchema },
  /** `worksOffline` is `connection.setOffline`'s. */
  'settings.update': { input: settingsSchema.omit({ worksOffline: true }).partial().strict(), output: settingsSchema },
  'dataset.list': {
    input: z.strictObject({ ...pageInput, name: z.string().max(200).optional() }),
    output: pageOf(datasetSchema),
  },
  'sequence.list': { input: z.strictObject({ ...datasetInput, ...pageInput }), output: pageOf(sequenceSchema) },
  /** Puts the first step of a sequence on disk, as a job: for the one that is likely to be opened next. */
  'sequence.prewarm': { input: z.strictObject({ ...datasetInput, sequenceUid: pathSegment }), output: z.object({ jobId: z.string() }) },
  'item.list': { input: z.strictObject({ ...datasetInput, ...pageInput }), output: pageOf(itemSchema) },
  'item.get': { input: z.strictObject({ ...datasetInput, itemUid: pathSegment }), output: itemSchema.extend(answerAge) },
  /** Reads a sequence and names its views; `recording.view` then finds each view's frames. */
  'recording.open': { input: z.strictObject({ ...datasetInput, sequenceUid: pathSegment }), output: recordingSchema.extend(answerAge) },
  /** Finds a view's frames. A view that cannot be resolved is a value, with the evidence, not an error. */
  'recording.view': { input: z.strictObject({ recordingId: z.string(), viewKey: z.string() }), output: viewSchema },
  /**
   * Which of a resolved view's media are kept on disk at this moment: half-open ranges `[start, end)` of zero-based
   * indices into its frames, in order. Empty while the view is not resolved.
   */
  'recording.kept': {
    input: z.strictObject({ recordingId: z.string(), viewKey: z.string() }),
    output: z.object({ ranges: z.array(z.tuple([z.int().min(0), z.int().min(1)])) }),
  },
  /** The files that a person has added to the sequence, in the order in which they came. */
  'recording.sidecars': { input: z.strictObject({ recordingId: z.string() }), output: z.object({ files: z.array(sidecarFile) }) },
  /**
   * Adds calibration and labels from files of the formats in docs/sidecars.md, and keeps them with the sequence on this
   * computer; one of the same name is replaced. Ask for the views again afterwards: their frames have changed. A file that
   * is of no use is a value with its reason. Fails with `invalid-input` beyond `sidecarLimits`, and then nothing is kept.
   */
  'recording.addSidecars': {
    input: z.strictObject({
      recordingId: z.string(),
      files: z.array(z.strictObject({ /** Path or name: it may name the camera or the frame. */ name: sidecarName, text: z.string() })).min(1),
    }),
    output: z.object({ applied: z.array(sidecarFile), unused: z.array(z.object({ name: z.string(), reason: z.string() })) }),
  },
  /** Takes files away from the sequence again, all of them without `names`; says which are left. */
  'recording.removeSidecars': {
    input: z.strictObject({ recordingId: z.string(), names: z.array(sidecarName).optional() }),
    output: z.object({ files: z.array(sidecarFile) }),
  },
  /** Releases a recording and stops what is still being resolved for it. */
  'recording.close': { input: z.strictObject({ recordingId: z.string() }), output: done },
  /** Starts building the sample (at once done when it is built); follow it by `job.progress` and `job.ended`. */
  'sample.prepare': { input: nothing, output: z.object({ jobId: z.string() }) },
  /** For a shell with a system around it: what its menus show, and whether the display must not go dark. A page that begins says it at once. */
  'page.report': { input: z.strictObject({ isPlaying: z.boolean(), enabled: z.array(pageEntry).max(pageEntryIds.length), checked: z.array(pageEntry).max(pageEntryIds.length) }), output: done },
  /** What the privileged side knows of this computer and this build, for a report that people send to whoever helps them. */
  'app.report': { input: nothing, output: z.object({ lines: z.array(reportLineSchema) }) },
  /** Keeps sequences offline. One that is kept already gets the new choice. Answers at once; follow `download.changed`. */
  'download.keep': {
    input: z.strictObject({ sequences: z.array(keepRequestSchema).min(1).max(100_000), choice: keepChoiceSchema }),
    output: z.object({ downloadIds: z.array(z.string()) }),
  },
  /** Keeps every sequence that a dataset has now; a job, because its pages must be read first. */
  'download.keepDataset': { input: z.strictObject({ ...datasetInput, choice: keepChoiceSchema }), output: z.object({ jobId: z.string() }) },
  /** All of them, in the order of the queue. */
  'download.list': { input: nothing, output: z.object({ downloads: z.array(downloadSchema) }) },
  'download.pause': { input: downloadIdsInput, output: done },
  'download.resume': { input: downloadIdsInput, output: done },
  /** Fetches what failed again. */
  'download.retry': { input: downloadIdsInput, output: done },
  /** Ends the keeping: what no other kept sequence needs is deleted from disk, whole or not. */
  'download.remove': { input: downloadIdsInput, output: done },
  /** Puts a download before another in the queue; last with null. */
  'download.reorder': { input: z.strictObject({ downloadId, beforeId: downloadId.nullable() }), output: done },
  /** The files of a download that failed, the first 1,000 of them. */
  'download.failures': { input: z.strictObject({ downloadId }), output: z.object({ failures: z.array(failedFileSchema) }) },
  'storage.read': { input: nothing, output: storageSchema },
  /**
   * Reads kept files, of one download or all, and compares them with their hashes; a job. What is damaged is deleted and
   * fetched again as soon as that is possible; `download.changed` and `storage.read` say so.
   */
  'storage.verify': { input: z.strictObject({ downloadId: downloadId.nullable() }), output: z.object({ jobId: z.string() }) },
  /**
   * Asks the service and the media hosts whether they still have what is kept, of one download or all, and fetches what they
   * have in another version; a job. What is kept stays until the other is there; `storage.read` says what was found.
   */
  'storage.check': { input: z.strictObject({ downloadId: downloadId.nullable() }), output: z.object({ jobId: z.string() }) },
  /** Deletes media that no kept sequence needs. */
  'storage.clearCache': { input: nothing, output: storageSchema },
  /** Moves all media to another folder, which is made when absent and must be empty; a job. Until it is done, the old one holds. */
  'storage.move': { input: z.strictObject({ folder: z.string().min(1).max(4_000) }), output: z.object({ jobId: z.string() }) },
  /** Shows the store's folder in the system's file manager. */
  'storage.showFolder': { input: nothing, output: done },
  /** Remembers folders or files of this computer as one recording; nothing of them is read yet. */
  'local.add': { input: z.strictObject({ paths: z.array(localPath).min(1).max(50) }), output: z.object({ id: localIdSchema }) },
  /** Looks through what lies there, anew, as a job. `recording`: one of those in the guess; null: the one chosen before, else the first. */
  'local.scan': { input: z.strictObject({ id: localIdSchema, recording: z.string().max(4_000).nullable() }), output: z.object({ jobId: z.string() }) },
  /** What was found by the last scan. */
  'local.read': { input: z.strictObject({ id: localIdSchema }), output: localGuessSchema },
  /** Keeps what a person has corrected, on this computer and not in the folder; null: the guess is to hold. */
  'local.correct': { input: z.strictObject({ id: localIdSchema, correction: localCorrectionSchema.nullable() }), output: done },
  /** What was opened from this computer, newest first. */
  'local.list': { input: nothing, output: z.object({ entries: z.array(localEntrySchema) }) },
  /** Takes a recording off that list, with what was corrected of it; its files stay. */
  'local.forget': { input: z.strictObject({ id: localIdSchema }), output: done },
  /** Compares an exported file's content with its hashes, as a job. */
  'local.verify': { input: z.strictObject({ id: localIdSchema }), output: z.object({ jobId: z.string() }) },
  /** Asks by the system's dialog; no paths when the person gives up. Only where `fileChoice` is `system`. */
  'local.choose': {
    input: z.strictObject({ what: z.enum(['folders', 'files', 'export', 'place']), suggestedName: z.string().max(300) }),
    output: z.object({ paths: z.array(z.string()) }),
  },
  /**
   * Lists a folder of the machine that the app runs on, home for null; `~` is home, too. Only where `fileChoice` is `own`.
   * `files`: those that could be opened, besides the folders.
   */
  'local.listFolder': { input: z.strictObject({ path: localPath.nullable(), files: z.boolean() }), output: folderListingSchema },
  /** A name for the file that a recording is exported to. Fails with `invalid-input` for one that is not on this computer. */
  'recording.exportName': { input: z.strictObject({ ...datasetInput, sequenceUid: pathSegment }), output: z.object({ suggestedName: z.string() }) },
  /**
   * Writes a recording into one file, as a job, and verifies it. `exists`: there is a file of that name, and without
   * `isReplacing` nothing was begun.
   */
  'recording.export': {
    input: z.strictObject({ ...datasetInput, sequenceUid: pathSegment, path: localPath, isReplacing: z.boolean() }),
    output: z.discriminatedUnion('state', [z.object({ state: z.literal('exists') }), z.object({ state: z.literal('started'), jobId: z.string() })]),
  },
  /** Those that pages show, wherever they were started. Listen to their events before asking. */
  'job.list': { input: nothing, output: z.object({ jobs: z.array(runningJobSchema) }) },
  'job.cancel': { input: z.strictObject({ jobId: z.string() }), output: done },
} as const;

export type CommandName = keyof typeof commands;
/** What a caller passes: before parsing. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a handler gets: after parsing. */
export type ParsedInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
