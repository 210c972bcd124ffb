import type { MediaKind } from '../../preload/contract/model.ts';

/** What the first bytes say a file is. `type` is a MIME type, ours where none is registered. */
export interface Sniffed {
  kind: MediaKind;
  type: string;
}

/** How many leading bytes `sniffMedia` may look at. */
export const sniffLength = 512;

const ascii = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));

/**
 * Tells media by content, never by suffix: servers label point clouds `application/octet-stream` and login pages
 * `image/jpeg`. Returns null for what is not media it knows (JSON, XML, HTML, header-less `.bin`).
 * Signatures: the formats' own specifications; `.alp` has no public layout and is known by suffix only, elsewhere.
 */
export function sniffMedia(bytes: Uint8Array): Sniffed | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return { kind: 'image', type: 'image/jpeg' };
  if (bytes[0] === 0x89 && ascii(bytes, 1, 4) === 'PNG') return { kind: 'image', type: 'image/png' };
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return { kind: 'image', type: 'image/webp' };
  if (ascii(bytes, 0, 3) === 'GIF') return { kind: 'image', type: 'image/gif' };
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length > 14 && bytes[6] === 0 && bytes[8] === 0) return { kind: 'image', type: 'image/bmp' };
  const tiff = ascii(bytes, 0, 4);
  if (tiff === 'II*\0' || tiff === 'MM\0*') return { kind: 'image', type: 'image/tiff' };
  if (ascii(bytes, 4, 8) === 'ftyp') {
    return /^(avif|avis)/.test(ascii(bytes, 8, 12))
      ? { kind: 'image', type: 'image/avif' }
      : { kind: 'video', type: ascii(bytes, 8, 10) === 'qt' ? 'video/quicktime' : 'video/mp4' };
  }
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) {
    const isWebm = ascii(bytes, 0, Math.min(bytes.length, 64)).includes('webm');
    return { kind: 'video', type: isWebm ? 'video/webm' : 'video/x-matroska' };
  }
  const text = ascii(bytes, 0, Math.min(bytes.length, 64));
  if (/^(# \.PCD|VERSION [.\d])/.test(text)) return { kind: 'point-cloud', type: 'application/x-pcd' };
  if (/^ply\r?\n/.test(text)) return { kind: 'point-cloud', type: 'application/x-ply' };
  if (text.startsWith('LASF')) return { kind: 'point-cloud', type: 'application/vnd.las' };
  if (text.startsWith('\x93NUMPY')) return { kind: 'point-cloud', type: 'application/x-npy' };
  return null;
}
