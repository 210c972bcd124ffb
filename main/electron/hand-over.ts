import { z } from 'zod';
import type { Logger } from '../log/logger.ts';
import { openRequestSchema, type OpenRequest } from './open-request.ts';

const handOverSchema = z.object({ request: openRequestSchema.nullable() });

/** What a start of the app gives the one that runs already: what it was to open, null when it named nothing. */
export type HandOver = z.infer<typeof handOverSchema>;

/**
 * What another start gave us, null when it named nothing. Any program of this user can pose as one, and so can another
 * version of the app: what is not understood is logged and names nothing.
 */
export function readHandOver(data: unknown, log: Pick<Logger, 'warn'>): OpenRequest | null {
  const handOver = handOverSchema.safeParse(data);
  if (handOver.success) return handOver.data.request;
  log.warn('Another start of the app handed over something that this version does not understand.', { cause: handOver.error });
  return null;
}
