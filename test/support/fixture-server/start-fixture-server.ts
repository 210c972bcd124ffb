import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { apiReply } from './api-routes.ts';
import { defaultDatasets } from './datasets/default-datasets.ts';
import { applyFault } from './faults/apply-fault.ts';
import { FaultSwitchboard } from './faults/fault-switchboard.ts';
import { MediaAddresses } from './media-address.ts';
import { mediaReply } from './media-routes.ts';
import type { FixtureRecording } from './recording.ts';
import { conditional, send, textReply, unlessSame } from './reply.ts';
import type { Reply } from './reply.ts';
import { RequestLog } from './request-log.ts';
import type { Listener, RecordedRequest } from './request-log.ts';
import { Signer } from './signing.ts';
import { fixtureKey, fixtureUids } from './uids.ts';

export interface FixtureServerOptions {
  /** Sequences to serve besides those of `fixtureUids`; one with the same owner and slug replaces that dataset. */
  recordings?: FixtureRecording[];
  /** The key that is accepted; `fixtureKey` when absent. */
  key?: string;
  /** Sequences of `acme/library`; 10,000 when absent. */
  sequenceCount?: number;
  /** The API's port; any free one when absent. */
  port?: number;
  /** The media host's; any free one when absent. */
  mediaPort?: number;
}

/** A running fixture server: three origins on 127.0.0.1. */
export interface FixtureServer {
  /** To be given as `AVALA_BASE_URL`, without a slash at the end. */
  apiBaseUrl: string;
  /** Origin of the media host. */
  mediaOrigin: string;
  /** Origin that redirects and foreign `next` links point to: a test asserts that it saw no request. */
  elsewhereOrigin: string;
  key: string;
  /** Whether `acme/drive` and the video are there. */
  hasRealRecording: boolean;
  faults: FaultSwitchboard;
  log: RequestLog;
  /** `log.requests`: everything that was asked, in order. */
  requests: readonly RecordedRequest[];
  /** Makes every media URL given so far expire. */
  expireSignatures(): void;
  /** Stops everything. Rejects if the key, a cookie or credentials ever reached an origin that must not see them. */
  close(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fixture server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

const keyHeader = 'x-avala-api-key';

/** Starts the API of avala-api.md, its media host and a third origin that nobody should ask. */
export async function startFixtureServer(options: FixtureServerOptions = {}): Promise<FixtureServer> {
  const key = options.key ?? fixtureKey;
  const log = new RequestLog();
  const faults = new FaultSwitchboard();
  const signer = new Signer();
  const leaks: string[] = [];
  const datasets = await defaultDatasets(options.recordings ?? [], options.sequenceCount ?? 10_000);

  type Answer = (request: IncomingMessage, recorded: RecordedRequest) => Reply | Promise<Reply>;
  const serve = (listener: Listener, answer: Answer) => {
    const handle = async (request: IncomingMessage, response: ServerResponse) => {
      const recorded = log.record(listener, request);
      const { headers } = recorded;
      const isLeak = headers.cookie !== undefined || headers.authorization !== undefined || (listener !== 'api' && headers[keyHeader] !== undefined);
      if (isLeak) leaks.push(`${listener} ${recorded.method} ${recorded.path}`);
      const fault = await faults.strike(recorded);
      if (fault?.kind === 'ranges-ignored' || (fault?.kind === 'changed' && request.headers['if-range'] !== undefined)) delete request.headers.range;
      if (fault?.kind === 'changed-unnoticed') delete request.headers['if-range'];
      const reply = await answer(request, recorded);
      if (response.destroyed) return;
      const spoilt = fault === null ? reply : applyFault(fault, reply, elsewhereOrigin);
      const heeded = listener === 'api' ? conditional(spoilt, headers['if-none-match']) : unlessSame(spoilt, headers['if-none-match']);
      send(response, heeded, recorded.method === 'HEAD');
    };
    return createServer((request, response) => {
      handle(request, response).catch((error: unknown) => {
        leaks.push(`The fixture server failed: ${String(error)}`);
        response.destroy();
      });
    });
  };

  const urlOf = (request: IncomingMessage) => new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  const partOf = ({ headers }: IncomingMessage) => ({ range: headers.range, ifRange: headers['if-range']?.toString() });
  const elsewhere = serve('elsewhere', () => textReply(200, 'text/plain', 'You should not be here.'));
  const media = serve('media', (request) => mediaReply({ datasets, addresses, signer }, urlOf(request), partOf(request)));
  const api = serve('api', (request, recorded) => apiReply({ datasets, addresses, key }, urlOf(request), recorded.method, recorded.headers[keyHeader]));
  const [elsewhereOrigin, mediaOrigin, apiOrigin] = await Promise.all([listen(elsewhere, 0), listen(media, options.mediaPort ?? 0), listen(api, options.port ?? 0)]);
  const addresses = new MediaAddresses(mediaOrigin, signer);

  return {
    apiBaseUrl: `${apiOrigin}/api/v1`,
    mediaOrigin,
    elsewhereOrigin,
    key,
    hasRealRecording: datasets.some((dataset) => dataset.slug === fixtureUids.drive.slug),
    faults,
    log,
    requests: log.requests,
    expireSignatures: () => signer.expire(),
    async close() {
      faults.clear();
      await Promise.all([stop(api), stop(media), stop(elsewhere)]);
      if (leaks.length > 0) throw new Error(`The fixture server saw what it must not see:\n${leaks.join('\n')}`);
    },
  };
}
