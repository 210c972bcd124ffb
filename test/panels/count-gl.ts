/** What WebGL was told since the page was loaded. */
export interface GlCounts {
  /** Handed to buffers. Memory that is only asked for is no upload. */
  uploadedBytes: number;
  /** Drawn as points, off screen too. */
  drawnPoints: number;
}

/** Counts at WebGL itself from now on: to be called before there is a context. */
export function countGl(): GlCounts {
  const counts: GlCounts = { uploadedBytes: 0, drawnPoints: 0 };
  wrap('bufferData', (parameters) => (counts.uploadedBytes += uploadedBytes(parameters)));
  wrap('bufferSubData', (parameters) => (counts.uploadedBytes += uploadedBytes(parameters)));
  const points = WebGL2RenderingContext.POINTS;
  wrap('drawArrays', ([mode, , count]) => (counts.drawnPoints += mode === points ? Number(count) : 0));
  wrap('drawElements', ([mode, count]) => (counts.drawnPoints += mode === points ? Number(count) : 0));
  return counts;
}

function wrap(name: 'bufferData' | 'bufferSubData' | 'drawArrays' | 'drawElements', note: (parameters: readonly unknown[]) => void): void {
  const { prototype } = WebGL2RenderingContext;
  const original: unknown = Reflect.get(prototype, name);
  Reflect.set(prototype, name, function count(this: WebGL2RenderingContext, ...parameters: unknown[]) {
    note(parameters);
    if (typeof original === 'function') Reflect.apply(original, this, parameters);
  });
}

/** A length in elements may follow the data and where to begin in it. */
function uploadedBytes(parameters: readonly unknown[]): number {
  const at = parameters.findIndex((parameter) => ArrayBuffer.isView(parameter) || parameter instanceof ArrayBuffer);
  const [data, , length] = at === -1 ? [] : parameters.slice(at);
  if (data instanceof ArrayBuffer) return data.byteLength;
  if (!ArrayBuffer.isView(data)) return 0;
  const elementBytes = 'BYTES_PER_ELEMENT' in data && typeof data.BYTES_PER_ELEMENT === 'number' ? data.BYTES_PER_ELEMENT : 1;
  return typeof length === 'number' && length > 0 ? length * elementBytes : data.byteLength;
}
