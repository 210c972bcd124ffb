import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';

const reasons = {
  'invalid-key': [401, 'Invalid API key.'],
  'expired-key': [401, 'API key has expired.'],
  'missing-key': [401, 'Authentication credentials were not provided.'],
  forbidden: [403, 'You do not have permission to perform this action.'],
  'not-found': [404, 'Not found.'],
} as const;

/** Makes the API's own error: `{detail}` under the status that goes with it (avala-api §2). */
export function apiError(reason: keyof typeof reasons): Reply {
  const [status, detail] = reasons[reason];
  return jsonReply(status, { detail });
}
