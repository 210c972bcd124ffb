import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { contentSecurityPolicy } from './content-security-policy.ts';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Headers of every answer to the page, whatever its kind. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

/** Answers for one of the page's own files. */
export type PageHandler = (request: Request) => Promise<Response>;

/**
 * Serves the built page from `folder`. The list of files is read once, and only a path on it is ever opened: no request
 * can name its way out of the folder.
 */
export async function createPageHandler(folder: string): Promise<PageHandler> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = files.get(pathname === '/' ? '/index.html' : pathname);
    if (path === undefined) return new Response('There is nothing here.', { status: 404, headers: securityHeaders });
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: securityHeaders });
    const { size } = await stat(path);
    const headers = {
      ...securityHeaders,
      'Content-Type': mediaTypes[extname(path)] ?? 'application/octet-stream',
      'Content-Length': String(size),
      // Built files carry a hash of their content in their name; the entry does not.
      'Cache-Control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
    };
    if (request.method === 'HEAD') return new Response(null, { headers });
    return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, { headers });
  };
}
