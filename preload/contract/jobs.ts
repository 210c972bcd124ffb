import { z } from 'zod';

/** What a job works on, where a page that did not start it has to know: one that was loaded again, or another window. */
export const jobSubjectSchema = z.discriminatedUnion('kind', [
  /** `storage.verify`; null: everything that is kept. */
  z.object({ kind: z.literal('verify'), downloadId: z.string().nullable() }),
  /** `storage.check`; likewise. */
  z.object({ kind: z.literal('check'), downloadId: z.string().nullable() }),
  z.object({ kind: z.literal('move') }),
  z.object({ kind: z.literal('keep-dataset'), owner: z.string(), slug: z.string() }),
  /** `name` is that of the file which is written. */
  z.object({ kind: z.literal('export'), name: z.string() }),
]);
export type JobSubject = z.infer<typeof jobSubjectSchema>;

/** A job that runs, as far as it is. `total` is 0 before it has told. */
export const runningJobSchema = z.object({ jobId: z.string(), subject: jobSubjectSchema, done: z.number(), total: z.number(), label: z.string() });
export type RunningJob = z.infer<typeof runningJobSchema>;
