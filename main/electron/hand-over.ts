import { z } from 'zod';
import { targetSchema } from '../../preload/contract/model.ts';
import type { Logger } from '../log/logger.ts';

const handOverSchema = z.object({
  target: targetSchema.nullable(),
  /** A folder or file of this computer, in full. */
  path: z.string().max(4_096).nullable().default(null),
});

/** What a start of the app gives the one that runs already: where it was to open, nulls when it named no place. */
export type HandOver = z.infer<typeof handOverSchema>;

const nothing: HandOver = { target: null, path: null };

/**
 * The place that another start gave us; nulls when it named none. Any program of this user can pose as one, and so can
 * another version of the app: what is not understood is logged and names no place.
 */
export function readHandedOver(data: unknown, log: Pick<Logger, 'warn'>): HandOver {
  const handOver = handOverSchema.safeParse(data);
  if (handOver.success) return handOver.data;
  log.warn('Another start of the app handed over something that this version does not understand.', { cause: handOver.error });
  return nothing;
}
