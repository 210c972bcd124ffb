import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerMedia } from '../media/media-answers.ts';
import type { Connection } from './connection.ts';

/** A person waits: longer than this, and what is known is answered. */
const patienceMs = 3_000;

/**
 * Media that somebody asks for once more after they failed (`isAnew`): first it is found out whether the service is back,
 * because between probes everything that is not kept would be refused for up to a minute, whatever the network does.
 */
export function createInsistentMedia(answerMedia: AnswerMedia, connection: Pick<Connection, 'isOffline' | 'check'>): AnswerMedia {
  return async (ask) => {
    if (ask.isAnew && connection.isOffline()) {
      const waiting = new AbortController();
      const giveUp = delay(patienceMs, undefined, { signal: AbortSignal.any([ask.signal, waiting.signal]) }).catch(() => undefined);
      await Promise.race([connection.check(), giveUp]);
      waiting.abort();
    }
    return await answerMedia(ask);
  };
}
