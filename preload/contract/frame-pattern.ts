/** Gives the address of the frame with a number; the number counts as the recording's files do, not from zero. */
export type FramePattern = (number: number) => string;

/**
 * `{index}`, `{frame}`, `{index:06}`, `{index:06d}`, the same percent-encoded, `%d` and `%06d`. In an address, `%` also
 * begins an encoded byte, so a width must start with 0 (`%20d` is a space and a d; `%06` would be a control character,
 * which addresses do not hold), and `%d` must not be followed by a hexadecimal digit (`%d0` is half a Cyrillic letter).
 */
const field =
  /(?:\{|%7B)(?:index|frame)(?:(?::|%3A)0?(?<braceWidth>\d{1,2})d?)?(?:\}|%7D)|%0(?<printfWidth>1\d|[1-9])d|%d(?![0-9a-f])/gi;

/** Reads an address with placeholders; null when it has none. Widths are in digits, filled with zeros. */
export function parseFramePattern(template: string): FramePattern | null {
  const parts: string[] = [];
  const widths: number[] = [];
  let end = 0;
  for (const match of template.matchAll(field)) {
    parts.push(template.slice(end, match.index));
    widths.push(Number(match.groups?.braceWidth ?? match.groups?.printfWidth ?? 0));
    end = match.index + match[0].length;
  }
  if (widths.length === 0) return null;
  const rest = template.slice(end);
  return (number) => widths.map((width, i) => (parts[i] ?? '') + String(number).padStart(width, '0')).join('') + rest;
}
