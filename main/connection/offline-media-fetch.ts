import { Failure } from '../failure.ts';
import type { MediaFetch } from '../media/fetch-media.ts';
import type { Connection } from './connection.ts';

/** With the service gone, a media host that does not answer in this time is taken to be gone too. */
const connectTimeoutMs = 3_000;

/** How long a host that did not answer is not asked again: a view has hundreds of frames, and each would wait. */
const restMs = 15_000;

/**
 * Fetching media while the service is not asked: its hosts may be reachable all the same (another network, a copy on
 * this machine), so each is tried, but shortly. What cannot be had fails as `unreachable`, in words about the file.
 * What cannot be had is wanted all the same, so the service is probed sooner. Online it is `fetchMedia` itself. `now` in
 * milliseconds of any clock.
 */
export function createOfflineMediaFetch(fetchMedia: MediaFetch, connection: Connection, now: () => number = () => performance.now()): MediaFetch {
  const restUntilMs = new Map<string, number>();
  connection.onChange(() => restUntilMs.clear());
  connection.onCheck(() => restUntilMs.clear());

  return async (url, request) => {
    if (!connection.isOffline()) return await fetchMedia(url, request);
    const host = URL.parse(url)?.origin ?? '';
    if ((restUntilMs.get(host) ?? Number.NEGATIVE_INFINITY) > now()) {
      connection.noteWanted();
      throw notOnThisComputer(connection);
    }
    try {
      return await fetchMedia(url, { ...request, connectTimeoutMs });
    } catch (thrown) {
      const isGone = thrown instanceof Failure && (thrown.kind === 'unreachable' || thrown.kind === 'timed-out');
      if (!isGone) throw thrown;
      restUntilMs.set(host, now() + restMs);
      connection.noteWanted();
      throw notOnThisComputer(connection, thrown);
    }
  };
}

function notOnThisComputer(connection: Connection, cause?: unknown): Failure {
  const message = connection.isSwitchedOff()
    ? 'This file is not on this computer, and you are working offline. Turn off “Work offline” to load it.'
    : 'This file is not on this computer, and there is no connection to load it. Try again once the connection is back.';
  return new Failure('unreachable', message, { cause });
}
