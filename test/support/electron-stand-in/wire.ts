/**
 * A value as text, for channels that carry only text. First a structured clone, as Electron makes one: what cannot pass it
 * throws `DataCloneError` here too. Plain functions without imports: they run in pages as well, from their source.
 */
export function encodeValue(value: unknown): string {
  const toBase64 = (data: Uint8Array) => {
    let text = '';
    for (const byte of data) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const tag = (part: unknown): unknown => {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
    if (typeof part === 'number') return Number.isFinite(part) && !Object.is(part, -0) ? part : { number: Object.is(part, -0) ? '-0' : String(part) };
    if (part === undefined) return { undefined: true };
    if (typeof part === 'bigint') return { bigint: String(part) };
    if (Array.isArray(part)) return { array: part.map(tag) };
    if (part instanceof Date) return { date: part.getTime() };
    if (part instanceof Map) return { map: [...part].map(([key, entry]) => [tag(key), tag(entry)]) };
    if (part instanceof Set) return { set: [...part].map(tag) };
    if (part instanceof Error) return { error: part.message };
    if (part instanceof ArrayBuffer) return { buffer: toBase64(new Uint8Array(part)) };
    if (ArrayBuffer.isView(part)) return { view: [part.constructor.name, toBase64(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))] };
    return { object: Object.entries(part).map(([key, entry]) => [key, tag(entry)]) };
  };
  return JSON.stringify(tag(structuredClone(value)));
}

/** The value that `encodeValue` made text of. */
export function decodeValue(text: string): unknown {
  const fromBase64 = (data: string) => Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const untag = (part: unknown): unknown => {
    if (part === null || typeof part !== 'object') return part;
    const [tag, content] = Object.entries(part)[0] ?? [];
    switch (tag) {
      case 'number':
        return Number(content);
      case 'bigint':
        return BigInt(content as string);
      case 'array':
        return (content as unknown[]).map(untag);
      case 'date':
        return new Date(content as number);
      case 'map':
        return new Map((content as [unknown, unknown][]).map(([key, entry]) => [untag(key), untag(entry)]));
      case 'set':
        return new Set((content as unknown[]).map(untag));
      case 'error':
        return new Error(content as string);
      case 'buffer':
        return fromBase64(content as string).buffer;
      case 'view': {
        const [name, data] = content as [string, string];
        const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[name] ?? Uint8Array;
        return new View(fromBase64(data).buffer);
      }
      case 'object':
        return Object.fromEntries((content as [string, unknown][]).map(([key, entry]) => [key, untag(entry)]));
      default:
        return undefined;
    }
  };
  return untag(JSON.parse(text));
}
