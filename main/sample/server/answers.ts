import { createHash } from 'node:crypto';

const noStore = { 'cache-control': 'no-store' };

/** A JSON body, as the API answers. */
export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: status === 200 ? { etag: etagOf(JSON.stringify(body)) } : noStore });

/** The API's own words for what it does not know (avala-api: Errors). */
export const notFound = (): Response => json({ detail: 'Not found.' }, 404);

/** A text body of another type: HTML and XML listings. */
export const text = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)), etag: etagOf(body) } });

/** A strong entity tag of a body. */
export const etagOf = (body: string | Uint8Array): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

/** Without its body: what HEAD answers. */
export const headOf = (response: Response): Response => new Response(null, { status: response.status, headers: response.headers });
