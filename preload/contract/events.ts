import { z } from 'zod';
import { downloadSchema } from './downloads.ts';
import { connectionSchema } from './connection.ts';
import { appErrorSchema } from './errors.ts';
import { menuCommands } from './menu-commands.ts';
import { sessionSchema, targetSchema } from './model.ts';
import { pageEntryIds } from './page-entries.ts';

/** Everything that the privileged process tells the page unasked. Events carry state; they never drive control flow. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.changed'), session: sessionSchema }),
  z.object({ type: z.literal('connection.changed'), connection: connectionSchema }),
  /** The first answer of the service was saved, or the last one deleted. */
  z.object({ type: z.literal('catalog.changed'), hasSavedAnswers: z.boolean() }),
  /** An answer came after a saved one had been shown in its place: asking for what is as of earlier gives the new one. */
  z.object({ type: z.literal('catalog.renewed') }),
  /** The API asked for patience, or our own limit did: nothing is sent before `untilMs` (Unix epoch). */
  z.object({ type: z.literal('api.waiting'), untilMs: z.number() }),
  z.object({ type: z.literal('job.progress'), jobId: z.string(), done: z.number(), total: z.number(), label: z.string() }),
  z.object({ type: z.literal('job.ended'), jobId: z.string(), error: appErrorSchema.nullable() }),
  /** Downloads that are new or not as they were, and those that are gone: states at once, progress a few times a second. `order`: all ids, when it changed. */
  z.object({ type: z.literal('download.changed'), changed: z.array(downloadSchema), removedIds: z.array(z.string()), order: z.array(z.string()).nullable() }),
  /** The app was asked to open a place: by a link, a file, another start. */
  z.object({ type: z.literal('target.opened'), target: targetSchema }),
  /** An entry of a native menu was chosen that is for what is on screen: the page does what its key or button does there. */
  z.object({ type: z.literal('entry.chosen'), entry: z.enum(pageEntryIds) }),
  /** The same for a command of the whole app. */
  z.object({ type: z.literal('command.chosen'), command: z.enum(menuCommands) }),
]);

export type AppEvent = z.infer<typeof eventSchema>;
