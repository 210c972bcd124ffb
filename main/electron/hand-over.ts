import { z } from 'zod';
import { targetSchema, type Target } from '../../preload/contract/model.ts';
import type { Logger } from '../log/logger.ts';

const handOverSchema = z.object({ target: targetSchema.nullable() });

/** What a start of the app gives the one that runs already: where it was to open, null when it named no place. */
export type HandOver = z.infer<typeof handOverSchema>;

/**
 * The place that another start gave us, null when it named none. Any program of this user can pose as one, and so can
 * another version of the app: what is not understood is logged and names no place.
 */
export function readHandedOverTarget(data: unknown, log: Pick<Logger, 'warn'>): Target | null {
  const handOver = handOverSchema.safeParse(data);
  if (handOver.success) return handOver.data.target;
  log.warn('Another start of the app handed over something that this version does not understand.', { cause: handOver.error });
  return null;
}
