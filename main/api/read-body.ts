/** A body was longer than the reader was willing to hold. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong';
}

/**
 * Reads a body as UTF-8 text, counting bytes as they come, because a `Content-Length` may be absent or a lie. Throws
 * `BodyTooLong` beyond `limitBytes` (the rest is not downloaded), `TypeError` for what is not UTF-8, and whatever the
 * stream fails with. `onChunk` is called for every piece that arrives.
 */
export async function readText(response: Response, limitBytes: number, onChunk: () => void): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lengthBytes = 0;
  let text = '';
  // Leaving the loop early cancels the stream, which ends the download.
  for await (const chunk of response.body) {
    onChunk();
    lengthBytes += chunk.byteLength;
    if (lengthBytes > limitBytes) throw new BodyTooLong(`The body is longer than ${limitBytes} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
