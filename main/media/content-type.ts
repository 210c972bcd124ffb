import { Failure } from '../failure.ts';
import { sniffMedia } from './sniff.ts';
import { isText } from './text-bytes.ts';

/**
 * The type to declare for media, from its first bytes and never from what the server claims. What is not recognised
 * (header-less `.bin` clouds, gzip) is a plain stream of bytes, which no browser interprets.
 */
export function contentTypeOf(firstBytes: Uint8Array): string {
  return sniffMedia(firstBytes)?.type ?? 'application/octet-stream';
}

/**
 * Throws `Failure('damaged')` when bytes that were due to be media are a page, XML or JSON: a sign-in page, an error
 * report, a listing. They are never kept, and SVG is refused with them, since it can hold scripts.
 */
export function refuseText(firstBytes: Uint8Array): void {
  if (!isText(firstBytes)) return;
  const text = new TextDecoder().decode(firstBytes).trimStart();
  const what = /^<(!doctype html|html|head|body)/i.test(text)
    ? 'a web page, perhaps a sign-in page,'
    : /^<[a-z?!]/i.test(text)
      ? 'an XML document'
      : /^[[{]/.test(text)
        ? 'a JSON document'
        : null;
  if (what === null) return;
  throw new Failure('damaged', `The media host sent ${what} where a media file was due. Nothing was kept. Check the address, then try again.`);
}
