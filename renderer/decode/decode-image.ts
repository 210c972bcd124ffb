import { DecodeError } from './decode-error.ts';

/** A decoded picture as plain data; who receives it closes `image`. */
export interface ImagePayload {
  readonly kind: 'image';
  readonly image: VideoFrame | ImageBitmap;
  readonly width: number;
  readonly height: number;
  readonly byteLength: number;
}

/**
 * Decodes a picture: to a `VideoFrame` where `ImageDecoder` takes the type, because a JPEG then stays YUV (1.5 bytes a
 * pixel against 4), else to an `ImageBitmap`. Throws `DecodeError` on a picture that is cut off or damaged: half a picture
 * is never shown as a whole one.
 */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImagePayload> {
  try {
    return (await ImageDecoder.isTypeSupported(type)) ? await decodeToVideoFrame(bytes, type) : await decodeToBitmap(bytes, type);
  } catch {
    const name = type.replace('image/', '').toUpperCase();
    const size = bytes.byteLength.toLocaleString('en-US');
    throw new DecodeError(
      type === 'image/tiff'
        ? 'This is a TIFF picture, which Avala Viewer cannot show. Export the frames as JPEG, PNG or WebP.'
        : `This ${name} picture is cut off or damaged (${size} bytes arrived). The other frames are not affected; try again, or export it anew.`,
    );
  }
}

async function decodeToVideoFrame(data: Uint8Array<ArrayBuffer>, type: string): Promise<ImagePayload> {
  const decoder = new ImageDecoder({ type, data });
  try {
    const { image } = await decoder.decode({ completeFramesOnly: true });
    const { displayWidth: width, displayHeight: height, format } = image;
    // A frame without a format is opaque (it lies on the GPU): take it for RGBA.
    const byteLength = format === null ? width * height * 4 : image.allocationSize();
    return { kind: 'image', image, width, height, byteLength };
  } finally {
    decoder.close();
  }
}

async function decodeToBitmap(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImagePayload> {
  const image = await createImageBitmap(new Blob([bytes], { type }));
  return { kind: 'image', image, width: image.width, height: image.height, byteLength: image.width * image.height * 4 };
}
