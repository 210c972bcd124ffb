/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size that a JPEG, PNG, WebP, GIF, BMP or AVIF file states, read before anything is decoded, because decoding is what would
 * take the memory. Null for other types and for headers that are cut off or damaged: the decoder then has its say.
 * Sources: ITU T.81 §B.2, PNG §11.2.1, RFC 9649 §2, GIF89a §18, BITMAPINFOHEADER, ISO/IEC 23008-12 §6.5.3.
 */
export function pictureSize(bytes: Uint8Array<ArrayBuffer>, type: string): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case 'image/jpeg':
        return jpegSize(view);
      case 'image/png':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'image/webp':
        return webpSize(view);
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'image/bmp':
        return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
      case 'image/avif':
        return avifSize(view);
      default:
        return null;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): PictureSize | null {
  let offset = 2;
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrameHeader) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    // Any number of 0xff may fill the space before a marker.
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return null;
}

function webpSize(view: DataView): PictureSize | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858 /* VP8X */) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (chunk === 0x56503820 /* VP8, lossy */) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk !== 0x5650384c /* VP8L */) return null;
  const packed = view.getUint32(21, true);
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff) };
}

/**
 * The largest of the spatial extents (`ispe`) that the item properties at the file's beginning state: a picture made of
 * tiles states those of its tiles as well.
 */
function avifSize(view: DataView): PictureSize | null {
  let largest: PictureSize | null = null;
  const end = Math.min(view.byteLength - 16, mostMetaBytes);
  for (let offset = 4; offset <= end; offset += 1) {
    if (view.getUint32(offset) !== 0x69737065 /* ispe */ || view.getUint32(offset - 4) !== 20) continue;
    const size = { width: view.getUint32(offset + 8), height: view.getUint32(offset + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** How far into an AVIF file its properties are looked for. */
const mostMetaBytes = 2 ** 16;

const uint24 = (view: DataView, offset: number) => view.getUint16(offset, true) + view.getUint8(offset + 2) * 0x10000;
