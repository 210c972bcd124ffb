import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keepChoiceSchema } from '../../preload/contract/downloads.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';

/**
 * What is written down of a sequence that is to be kept: what was asked for, and little else, because how far it has come
 * is told by the store.
 */
export const keptSequenceSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  owner: z.string(),
  slug: z.string(),
  sequenceUid: z.string(),
  /** What people call it. */
  label: z.string(),
  choice: keepChoiceSchema,
  isPaused: z.boolean(),
  /** Its place in the queue: the smaller, the sooner. */
  position: z.number(),
  /** How much its manifest wants, so that a list of many needs to read none; null while there is no manifest. */
  total: z.object({ files: z.int(), frames: z.int() }).nullable(),
  /** Unix epoch: when all of it was there, as the service had it; null until then, and again when something is missing. */
  keptAtMs: z.number().nullable(),
  /** Unix epoch: when its files were last read and compared with their hashes. */
  verifiedAtMs: z.number().nullable(),
});
export type KeptSequence = z.infer<typeof keptSequenceSchema>;

/** What was known of the files of a sequence when all of them were there: gives a lost index its hashes back. */
export const keptFilesSchema = z.array(
  z.object({ key: z.string(), lengthBytes: z.int().positive(), sha256: z.string().nullable(), mediaType: z.string().nullable() }),
);
export type KeptFiles = z.infer<typeof keptFilesSchema>;

/** Names a kept sequence: a hash, because owners and uids may hold anything, and file systems may not. */
export function keptIdOf({ owner, slug, sequenceUid }: SequenceRef): string {
  return createHash('sha256').update(JSON.stringify([owner, slug, sequenceUid])).digest('hex').slice(0, 32);
}
