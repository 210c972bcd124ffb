import { z } from 'zod';

const pathSegment = z.string().min(1).max(300);

/** What of a sequence is kept: part of its views, part of its frames. */
export const keepChoiceSchema = z.strictObject({
  /** Null: all of them, also views that the sequence gets later. */
  viewKeys: z.array(z.string().max(1_000)).min(1).max(1_000).nullable(),
  /** Half-open range `[start, end)` of zero-based indices into each view's frames; null: all. */
  frameRange: z.tuple([z.int().min(0), z.int().min(1)]).nullable(),
  /** Every n-th frame from the start of the range; 1: every frame. */
  everyNth: z.int().min(1).max(1_000_000),
});
export type KeepChoice = z.infer<typeof keepChoiceSchema>;

/** Everything of a sequence. */
export const keepAll: KeepChoice = { viewKeys: null, frameRange: null, everyNth: 1 };

/** A sequence that is to be kept; `label` is what people call it, for screens that must work without the service. */
export const keepRequestSchema = z.strictObject({ owner: pathSegment, slug: pathSegment, sequenceUid: pathSegment, label: z.string().max(1_000) });
export type KeepRequest = z.infer<typeof keepRequestSchema>;

/**
 * How far a sequence is that is kept offline. `available` is the end that is wanted; `failed` means that some files could
 * not be had (`failedFiles`) or that the sequence itself could not be read (`reason`), and keeps what is there.
 */
const downloadStateSchema = z.enum(['queued', 'resolving', 'downloading', 'paused', 'waiting-for-network', 'verifying', 'available', 'failed']);
export type DownloadState = z.infer<typeof downloadStateSchema>;

/** A sequence that is kept offline, or on its way to it. */
export const downloadSchema = z.object({
  id: z.string(),
  owner: z.string(),
  slug: z.string(),
  sequenceUid: z.string(),
  label: z.string(),
  state: downloadStateSchema,
  choice: keepChoiceSchema,
  /** Media files wanted and those on disk; zero of zero while the views are not known yet. */
  files: z.object({ done: z.int(), total: z.int() }),
  /** Steps of which every wanted file is on disk, of those that have any. */
  frames: z.object({ done: z.int(), total: z.int() }),
  /** On disk; and what all of them will take, from the sizes seen so far, null while that cannot be told. */
  bytes: z.object({ done: z.number(), total: z.number().nullable() }),
  /** By the speed of the last seconds; null while there is none. */
  msLeft: z.number().nullable(),
  failedFiles: z.int(),
  /** Why it waits or failed, as a sentence; null when there is nothing to explain. */
  reason: z.string().nullable(),
  /** Unix epoch: when all of it was last known to be as the service had it; null until it is available. */
  keptAtMs: z.number().nullable(),
});
export type Download = z.infer<typeof downloadSchema>;

/** A file that could not be kept. */
export const failedFileSchema = z.object({
  viewKey: z.string(),
  /** Zero-based; null when the view as a whole could not be read. */
  frame: z.int().nullable(),
  reason: z.string(),
});
export type FailedFile = z.infer<typeof failedFileSchema>;

/** How downloads may use the network. */
export const downloadSettingsSchema = z.object({
  /** Files at the same time. */
  concurrency: z.int().min(1).max(16),
  /** Null: as fast as it goes. Playback is never slowed down by it. */
  maxBytesPerSecond: z.int().min(10_000).nullable(),
});
export type DownloadSettings = z.infer<typeof downloadSettingsSchema>;
