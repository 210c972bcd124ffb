import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** How a reply goes over the wire: whole, or broken in one way. */
export type Delivery =
  | 'whole'
  /** The socket is reset before any byte of an answer. */
  | 'no-answer'
  /** Half the body under the length of the whole, then the socket is reset. */
  | 'cut'
  /** Half the body, then nothing more on an open connection. */
  | 'stall'
  /** The whole body under a length that promises 1,000 bytes more, then an orderly end. */
  | 'wrong-length';

/** An answer, before it is sent; faults change it. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  delivery: Delivery;
}

/** Makes a reply of text. */
export function textReply(status: number, type: string, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'Content-Type': type, ...headers }, body: Buffer.from(text), delivery: 'whole' };
}

/** Makes a reply of JSON. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return textReply(status, 'application/json', JSON.stringify(value), headers);
}

/** The HTML of a failed proxy or framework: what a 5xx may hold. */
export const errorPage = '<!doctype html><html><head><title>Server Error (500)</title></head><body><h1>Server Error (500)</h1></body></html>';

/** A log-in page, as proxies and portals put in the place of an answer. */
export const loginPage = '<!doctype html><html><head><title>Log in</title></head><body><form><input name="user"></form><a href="/help">Help</a></body></html>';

/** The part of a file that a request asks for, as its headers spell it. */
export interface AskedPart {
  range: string | undefined;
  ifRange: string | undefined;
}

/**
 * Cuts a 200 down to the range that was asked for (RFC 9110 §14): 206, 416, or the whole for no or several ranges and
 * for an `If-Range` that names another version.
 */
export function ranged(reply: Reply, { range, ifRange }: AskedPart): Reply {
  const whole: Reply = { ...reply, headers: { 'Accept-Ranges': 'bytes', ...reply.headers } };
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  const isOther = ifRange !== undefined && ifRange !== reply.headers['ETag'];
  if (reply.status !== 200 || isOther || match === null || (match[1] === '' && match[2] === '')) return whole;
  const size = reply.body.length;
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start > end) return { ...whole, status: 416, headers: { ...whole.headers, 'Content-Range': `bytes */${size}` }, body: Buffer.alloc(0) };
  return {
    ...whole,
    status: 206,
    headers: { ...whole.headers, 'Content-Range': `bytes ${start}-${end}/${size}` },
    body: reply.body.subarray(start, end + 1),
  };
}

/**
 * Gives a 200 its entity tag; 304 without a body when that is the one that was sent (RFC 9110 §13.1.2). Of what is said
 * and not of the signatures in it, as a service does that knows when its rows were changed.
 */
export function conditional(reply: Reply, ifNoneMatch: string | undefined): Reply {
  if (reply.status !== 200) return reply;
  const etag = `"${createHash('sha256').update(Buffer.from(reply.body).toString('latin1').replaceAll(/X-Amz-[^"]*/g, '')).digest('base64url').slice(0, 16)}"`;
  const headers = { ...reply.headers, ETag: etag };
  return ifNoneMatch === etag ? { ...reply, status: 304, headers: { ETag: etag }, body: Buffer.alloc(0) } : { ...reply, headers };
}

/** 304 without a body when the reply's own tag is the one that was sent. */
export function unlessSame(reply: Reply, ifNoneMatch: string | undefined): Reply {
  return reply.status === 200 && ifNoneMatch !== undefined && reply.headers['ETag'] === ifNoneMatch ? { ...reply, status: 304, body: Buffer.alloc(0) } : reply;
}

/** Sends a reply in its way; a HEAD gets the headers alone. */
export function send(response: ServerResponse, reply: Reply, isHead: boolean): void {
  if (reply.delivery === 'no-answer') {
    response.socket?.resetAndDestroy();
    return;
  }
  const promised = reply.body.length + (reply.delivery === 'wrong-length' ? 1_000 : 0);
  response.writeHead(reply.status, {
    ...reply.headers,
    'Content-Length': String(promised),
    ...(reply.delivery === 'whole' ? {} : { Connection: 'close' }),
  });
  if (isHead) response.end();
  else if (reply.delivery === 'whole') response.end(reply.body);
  else if (reply.delivery === 'stall') response.write(reply.body.subarray(0, reply.body.length >> 1));
  else if (reply.delivery === 'cut') response.write(reply.body.subarray(0, reply.body.length >> 1), () => response.socket?.resetAndDestroy());
  else response.write(reply.body, () => response.socket?.end());
}
