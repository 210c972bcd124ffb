/** A PCD file of the given header lines and data, for tests. */
export function pcdFile(header: readonly string[], data: string | Uint8Array, lineBreak = '\n'): Uint8Array {
  const head = new TextEncoder().encode(header.map((line) => line + lineBreak).join(''));
  const body = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const file = new Uint8Array(head.length + body.length);
  file.set(head);
  file.set(body, head.length);
  return file;
}

/** Packs numbers as a C struct would be written: `f`, `d`, `b`, `B`, `h`, `H`, `i`, `I`, `q`, `Q`, `x` for a zero byte. */
export function pack(format: string, ...values: readonly number[]): Uint8Array {
  const sizes: Readonly<Record<string, number>> = { f: 4, d: 8, b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, q: 8, Q: 8, x: 1 };
  const bytes = new Uint8Array(format.split('').reduce((sum, letter) => sum + (sizes[letter] ?? 0), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  let next = 0;
  for (const letter of format.split('')) {
    if (letter !== 'x') {
      const value = values[next++] ?? 0;
      if (letter === 'f') view.setFloat32(at, value, true);
      if (letter === 'd') view.setFloat64(at, value, true);
      if (letter === 'b') view.setInt8(at, value);
      if (letter === 'B') view.setUint8(at, value);
      if (letter === 'h') view.setInt16(at, value, true);
      if (letter === 'H') view.setUint16(at, value, true);
      if (letter === 'i') view.setInt32(at, value, true);
      if (letter === 'I') view.setUint32(at, value, true);
      if (letter === 'q') view.setBigInt64(at, BigInt(value), true);
      if (letter === 'Q') view.setBigUint64(at, BigInt(value), true);
    }
    at += sizes[letter] ?? 0;
  }
  return bytes;
}

/** A header of x, y, z as float32 and what `changes` says otherwise; null leaves a line out. */
export function headerLines(pointCount: number, changes: Readonly<Record<string, string | null>> = {}): string[] {
  const lines: Record<string, string | null> = {
    VERSION: '0.7',
    FIELDS: 'x y z',
    SIZE: '4 4 4',
    TYPE: 'F F F',
    COUNT: '1 1 1',
    WIDTH: String(pointCount),
    HEIGHT: '1',
    VIEWPOINT: '0 0 0 1 0 0 0',
    POINTS: String(pointCount),
    DATA: 'binary',
    ...changes,
  };
  const kept = Object.entries(lines).filter(([, values]) => values !== null);
  return ['# .PCD v0.7 - Point Cloud Data file format', ...kept.map(([keyword, values]) => `${keyword} ${values ?? ''}`)];
}
