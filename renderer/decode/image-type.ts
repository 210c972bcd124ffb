const ascii = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));

/**
 * The MIME type of a picture by its first bytes, because `ImageDecoder` must be told and servers mislabel. Null for what
 * is not a picture. Signatures: WHATWG MIME Sniffing §6.1, TIFF 6.0 §2, AVIF §6.
 */
export function imageType(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes[0] === 0x89 && ascii(bytes, 1, 4) === 'PNG') return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 0, 4) === 'GIF8') return 'image/gif';
  if (ascii(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(bytes, 8, 12))) return 'image/avif';
  if (ascii(bytes, 0, 2) === 'BM' && bytes[6] === 0 && bytes[8] === 0) return 'image/bmp';
  if (/^(II\*\0|MM\0\*)$/.test(ascii(bytes, 0, 4))) return 'image/tiff';
  return null;
}

/** Whether the first bytes are those of an MP4, QuickTime, WebM or Matroska film (ISO 14496-12, RFC 8794). */
export function isVideo(bytes: Uint8Array): boolean {
  if (ascii(bytes, 4, 8) === 'ftyp') return !/^avi[fs]$/.test(ascii(bytes, 8, 12));
  return bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3;
}
