import { constants, gunzipSync } from 'node:zlib';
import type { MediaKind } from '../../../preload/contract/model.ts';
import { sniffMedia } from '../../media/sniff.ts';
import { isText } from '../../media/text-bytes.ts';
import type { OpenedAddress } from './opened-address.ts';
import { kindBySuffix, suffixOf } from './media-suffix.ts';

/** Formats that may begin with a line of free text, so that only their suffix tells them from a page of text. */
const textualClouds = new Set(['pcd', 'ply']);

/**
 * What the first bytes of a response are, null when they are not media: servers answer 200 with a page for files that do
 * not exist. Bytes without a signature (header-less `.bin`) are what their suffix says, unless they are text.
 */
export function kindOfContent(head: Uint8Array, address: string): MediaKind | null {
  if (head.byteLength === 0) return null;
  const sniffed = sniffMedia(unpackedHead(head));
  if (sniffed !== null) return sniffed.kind;
  if (!isText(head)) return kindBySuffix(address);
  const isMarkup = /^\s*[<{[]/.test(new TextDecoder().decode(head));
  return textualClouds.has(suffixOf(address)) && !isMarkup ? 'point-cloud' : null;
}

/** Size and first bytes of a file whose layout nobody knows: the only honest things to say of it. */
export function describeUnknownLayout(opened: OpenedAddress): string {
  const size = opened.sizeBytes === null ? 'Its size is not told' : `It is ${opened.sizeBytes.toLocaleString('en')} bytes long`;
  const bytes = [...opened.head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `${size} and begins with ${bytes === '' ? 'nothing' : bytes}.`;
}

/** The beginning of what a gzip file holds; the bytes themselves when they are not gzip. */
function unpackedHead(head: Uint8Array): Uint8Array {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head;
  try {
    // Without the sync flush a stream that is cut, as every head is, would be an error.
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 });
  } catch {
    return head;
  }
}
