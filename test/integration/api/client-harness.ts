import { AvalaClient } from '../../../main/api/avala-client.ts';
import type { AvalaClientOptions } from '../../../main/api/avala-client.ts';
import type { FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { InstantTiming } from '../../support/fixture-timing.ts';

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** A client of the fixture server whose waits between tries take no time, and what it told the app. */
export function clientOf(server: FixtureServer, options: Partial<AvalaClientOptions> = {}) {
  const timing = new InstantTiming();
  const told = { waitsUntilMs: [] as number[], rejections: 0 };
  const client = new AvalaClient({
    baseUrl: server.apiBaseUrl,
    fetch: (url, init) => fetch(url, init),
    readKey: () => server.key,
    onWaiting: (untilMs) => told.waitsUntilMs.push(untilMs),
    onKeyRejected: () => {
      told.rejections += 1;
    },
    timing,
    ...options,
  });
  return { client, timing, told };
}
