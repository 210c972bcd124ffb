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
  const input = await readJson(incoming, Object.hasOwn(maxBodyBytesOf, name) ? (maxBodyBytesOf[name] ?? maxBodyBytes) : maxBodyBytes);
  if (input === undefined) return refuse(outgoing, { status: 403, message: 'That is not a command.' });
  const result = await application.execute(name, input.value, signal);
  if (outgoing.destroyed) return;
  const body = JSON.stringify(result);
  outgoing.writeHead(200, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  outgoing.end(body);
}

async function readJson(incoming: IncomingMessage, limitBytes: number): Promise<{ value: unknown } | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      if (!(chunk instanceof Uint8Array)) return undefined;
      length += chunk.length;
      if (length > limitBytes) return undefined;
      chunks.push(chunk);
    }
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return undefined;
  }
}
