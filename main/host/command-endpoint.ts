import type { IncomingMessage, ServerResponse } from 'node:http';
import { sidecarLimits, type CommandName } from '../../preload/contract/commands.ts';
import type { Application } from '../application.ts';
import { securityHeaders } from '../page/page-files.ts';
import type { HostAccess } from './access.ts';
import { refuse } from './refusal.ts';
import { requestedUrl } from './web-request.ts';

const maxBodyBytes = 1_000_000;

/** Commands that carry files. JSON inside JSON has a backslash before each of its quotes, which doubles it at most. */
const maxBodyBytesOf: Readonly<Record<string, number>> = { ['recording.addSidecars' satisfies CommandName]: 2 * sidecarLimits.totalBytes + maxBodyBytes };

/**
 * `POST /command/<name>` with a JSON body: the input; the answer is the `Result`. JSON is demanded by content type as
 * well, because a form of another site can post text but not JSON without being asked about first (CORS preflight).
 */
export async function answerCommand(
  application: Application,
  access: HostAccess,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const refusal = access.refuseScript(incoming);
  if (refusal !== null) return refuse(outgoing, refusal);
  const isJson = incoming.headers['content-type']?.split(';')[0]?.trim() === 'application/json';
  if (incoming.method !== 'POST' || !isJson) return refuse(outgoing, { status: 403, message: 'Commands are posted as JSON.' });
  const name = requestedUrl(incoming).pathname.slice('/command/'.length);
  const body = await readBody(incoming, Object.hasOwn(maxBodyBytesOf, name) ? (maxBodyBytesOf[name] ?? maxBodyBytes) : maxBodyBytes);
  if (body === null) return refuse(outgoing, { status: 413, message: 'That is more than Avala Viewer takes at once. Choose fewer or smaller files.' });
  const input = parseJson(body);
  if (input === undefined) return refuse(outgoing, { status: 403, message: 'That is not a command.' });
  const result = await application.execute(name, input.value, signal);
  if (outgoing.destroyed) return;
  const answer = JSON.stringify(result);
  outgoing.writeHead(200, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(answer),
    'Cache-Control': 'no-store',
  });
  outgoing.end(answer);
}

/**
 * Null beyond the limit; the rest is read and dropped, because a browser hears no answer before it has sent all. Empty for
 * one that broke off.
 */
async function readBody(incoming: IncomingMessage, limitBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      if (!(chunk instanceof Uint8Array)) continue;
      length += chunk.length;
      if (length > limitBytes) chunks.length = 0;
      else chunks.push(chunk);
    }
  } catch {
    return '';
  }
  return length > limitBytes ? null : Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}
