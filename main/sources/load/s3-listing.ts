import { XMLParser } from 'fast-xml-parser';
import { fieldOf } from '../wire-values.ts';

/** One page of `ListObjects` or `ListObjectsV2` (Amazon S3 API reference; Google and MinIO answer the same). */
export interface S3Page {
  bucket: string;
  prefix: string;
  /** Keys of the objects, from the root of the bucket. */
  keys: string[];
  /** Query parameters that ask for the next page, null on the last. */
  next: Record<string, string> | null;
}

const parser = new XMLParser({
  // Entities can be made to expand without end; the five of XML itself are decoded below.
  processEntities: false,
  // `000` is a name, not the number 0.
  parseTagValue: false,
  ignoreAttributes: true,
  trimValues: false,
  isArray: (name) => name === 'Contents',
});

/** Reads a listing; null when the text is not one. */
export function readS3Page(xml: string): S3Page | null {
  const root = fieldOf(parse(xml), 'ListBucketResult');
  if (typeof root !== 'object' || root === null) return null;
  const isEncoded = textOf(root, 'EncodingType').toLowerCase() === 'url';
  const decode = (text: string) => (isEncoded ? decodeUrl(text) : text);
  const contents = fieldOf(root, 'Contents');
  const keys = (Array.isArray(contents) ? contents : []).map((entry) => decode(textOf(entry, 'Key'))).filter((key) => key !== '');
  return {
    bucket: textOf(root, 'Name').trim(),
    prefix: decode(textOf(root, 'Prefix')),
    keys,
    next: textOf(root, 'IsTruncated').trim() === 'true' ? nextPage(root, keys, decode) : null,
  };
}

/** Version 2 continues by a token; version 1 by `NextMarker`, or by the last key where the service leaves that out. */
function nextPage(root: object, keys: readonly string[], decode: (text: string) => string): Record<string, string> {
  const token = textOf(root, 'NextContinuationToken');
  if (token !== '') return { 'list-type': '2', 'continuation-token': token };
  const marker = decode(textOf(root, 'NextMarker'));
  return { marker: marker === '' ? (keys.at(-1) ?? '') : marker };
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return null;
  }
}

function textOf(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? decodeEntities(text) : '';
}

const predefined: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML's predefined entities and character references, in one pass, so that nothing is decoded twice. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return predefined[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** S3's `EncodingType: url` is that of HTML forms: `+` is a space. */
function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
