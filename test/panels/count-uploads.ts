/**
 * Counts the bytes that are handed to the GPU's buffers from now on, at WebGL itself: to be called before there is a
 * context. Memory that is only asked for is no upload.
 */
export function countUploads(): { bytes: number } {
  const uploaded = { bytes: 0 };
  const { prototype } = WebGL2RenderingContext;
  for (const name of ['bufferData', 'bufferSubData'] as const) {
    const original: unknown = Reflect.get(prototype, name);
    Reflect.set(prototype, name, function count(this: WebGL2RenderingContext, ...parameters: unknown[]) {
      const data = parameters.find((parameter) => ArrayBuffer.isView(parameter) || parameter instanceof ArrayBuffer);
      if (data !== undefined) uploaded.bytes += bytesOf(data, parameters[parameters.indexOf(data) + 2]);
      if (typeof original === 'function') Reflect.apply(original, this, parameters);
    });
  }
  return uploaded;
}

/** A length in elements may follow the data and where to begin in it. */
function bytesOf(data: unknown, length: unknown): number {
  if (data instanceof ArrayBuffer) return data.byteLength;
  if (!ArrayBuffer.isView(data)) return 0;
  const elementBytes = 'BYTES_PER_ELEMENT' in data && typeof data.BYTES_PER_ELEMENT === 'number' ? data.BYTES_PER_ELEMENT : 1;
  return typeof length === 'number' && length > 0 ? length * elementBytes : data.byteLength;
}
