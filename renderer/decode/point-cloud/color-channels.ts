import type { Column, ColorLayout } from './point-layout.ts';

/** The names that colours go by, red, green, blue and, if there is one, alpha. */
const channelNames = [
  ['red', 'green', 'blue', 'alpha'],
  ['diffuse_red', 'diffuse_green', 'diffuse_blue', 'diffuse_alpha'],
  ['r', 'g', 'b', 'a'],
] as const;

/**
 * The columns of a file that make a colour, null when there are none. They must be of one type that colours are kept in:
 * 8 or 16 bits, or, where `takesFloats`, fractions of 1.
 */
export function findColorChannels(columns: readonly Column[], takesFloats: boolean): Extract<ColorLayout, { kind: 'channels' }> | null {
  for (const names of channelNames) {
    const [red, green, blue, alpha] = names.map((name) => columns.find((column) => column.name.toLowerCase() === name));
    if (red === undefined || green === undefined || blue === undefined) continue;
    const full = fullOf(red, takesFloats);
    const isSame = (other: Column) => typeOf(other) === typeOf(red);
    if (full === null || !isSame(green) || !isSame(blue)) continue;
    return { kind: 'channels', channels: alpha !== undefined && isSame(alpha) ? [red, green, blue, alpha] : [red, green, blue], full };
  }
  return null;
}

const typeOf = ({ fileType, type }: Column) => fileType ?? type;

/** The value of full brightness. */
function fullOf(column: Column, takesFloats: boolean): number | null {
  switch (typeOf(column)) {
    case 'uint8':
      return 255;
    case 'uint16':
      return 65_535;
    case 'float32':
    case 'float64':
      return takesFloats ? 1 : null;
    case 'int8':
    case 'int16':
    case 'int32':
    case 'uint32':
    case 'int64':
    case 'uint64':
    case 'float16':
      return null;
  }
}
