import { z } from 'zod';

/** One line of what this computer and this build can do; free of keys, names of people and paths. */
export const reportLineSchema = z.object({ name: z.string(), value: z.string() });
export type ReportLine = z.infer<typeof reportLineSchema>;
