import { apiError } from '../api-error.ts';
import { errorPage, jsonReply, loginPage, textReply } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { s3Error } from '../s3-error.ts';
import type { Fault } from './fault.ts';

type Row = Record<string, unknown>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withJson(reply: Reply, change: (value: Row) => Row): Reply {
  const value: unknown = JSON.parse(Buffer.from(reply.body).toString('utf8'));
  return isRow(value) ? { ...reply, body: Buffer.from(JSON.stringify(change(value))) } : reply;
}

/** Changes every row of a page, or the one row of a detail. */
function withRows(reply: Reply, change: (row: Row) => Row): Reply {
  return withJson(reply, (value) =>
    Array.isArray(value.results)
      ? { ...value, results: value.results.map((row: unknown) => (isRow(row) ? change(row) : row)) }
      : change(value),
  );
}

function identityOnly(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => ['uid', 'owner', 'slug'].includes(name)));
}

/** What no other version could be taken for, behind the bytes that tell the type. */
function anotherVersion(body: Uint8Array): Uint8Array {
  return body.map((byte, index) => (index < 512 ? byte : byte ^ 0xff));
}

function wrongContentRange(headers: Reply['headers'], says: 'start' | 'total' | 'nothing'): Reply['headers'] {
  const { 'Content-Range': range = '', ...others } = headers;
  if (says === 'nothing') return others;
  const [, start = 0, last = 0, total = 0] = (/(\d+)-(\d+)\/(\d+)/.exec(range) ?? []).map(Number);
  return { ...others, 'Content-Range': says === 'start' ? `bytes ${start - 1}-${last}/${total}` : `bytes ${start}-${last}/${total + 1}` };
}

/** The true `reply`, spoilt by `fault`. `elsewhere` is the base URL of the origin that nobody should ask. */
export function applyFault(fault: Fault, reply: Reply, elsewhere: string): Reply {
  switch (fault.kind) {
    case 'invalid-key':
    case 'expired-key':
    case 'missing-key':
    case 'forbidden':
    case 'not-found':
      return apiError(fault.kind);
    case 'throttled':
      return jsonReply(
        429,
        { detail: 'Request was throttled. Expected available in 30 seconds.' },
        fault.retryAfter === null ? {} : { 'Retry-After': fault.retryAfter },
      );
    case 'server-error':
      return textReply(500, 'text/html; charset=utf-8', errorPage);
    case 'reply':
      return textReply(fault.status, fault.type ?? 'application/json', fault.body, fault.headers);
    case 'held':
    case 'ranges-ignored':
      return reply;
    case 'changed':
    case 'changed-unnoticed':
      return { ...reply, headers: { ...reply.headers, ETag: '"another"' }, body: anotherVersion(reply.body) };
    case 'wrong-content-range':
      return reply.status === 206 ? { ...reply, headers: wrongContentRange(reply.headers, fault.says) } : reply;
    case 'no-answer':
    case 'cut':
    case 'stall':
    case 'wrong-length':
      return { ...reply, delivery: fault.kind };
    case 'truncated':
      return { ...reply, body: reply.body.subarray(0, reply.body.length >> 1) };
    case 'redirect':
      return { ...textReply(fault.status ?? 302, 'text/plain', ''), headers: { Location: fault.location ?? `${elsewhere}/stolen/` } };
    case 'expired-signature':
      return s3Error('expired');
    case 'empty-page':
      return jsonReply(200, { next: null, previous: null, results: [] });
    case 'next-elsewhere':
      return withJson(reply, (page) => ({ ...page, next: `${elsewhere}/api/v1/datasets/?cursor=stolen` }));
    case 'malformed-json':
      return { ...reply, body: Buffer.from('{"next": null, "results": [{"uid": ') };
    case 'html':
      return textReply(200, 'text/html; charset=utf-8', loginPage);
    case 'unknown-status':
      return withRows(reply, (row) => ({ ...row, status: 'quantum_review' }));
    case 'missing-fields':
      return withRows(reply, identityOnly);
    case 'rate-limit-used-up':
      return {
        ...reply,
        headers: { ...reply.headers, 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(fault.resetAtSeconds) },
      };
    default:
      return fault satisfies never;
  }
}
