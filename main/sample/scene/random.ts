/**
 * A well-mixed 32-bit hash of up to three integers, as a number in [0, 1): the sample's only source of chance, so that
 * the same frame has the same bytes wherever and in whatever order it is built. Mixer: MurmurHash3's finaliser.
 */
export function hash(a: number, b = 0, c = 0): number {
  let mixed = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** One of `choices`, by a number in [0, 1). */
export function pick<Choice>(choices: readonly [Choice, ...Choice[]], chance: number): Choice {
  return choices[Math.floor(chance * choices.length)] ?? choices[0];
}

const cells = 64;
const stepsPerCell = 16;
const tableSize = cells * stepsPerCell;

function makeNoiseTable(): Uint8Array {
  const corners = Float32Array.from({ length: cells * cells }, (_, index) => hash(7, index));
  const corner = (column: number, row: number) => corners[(row % cells) * cells + (column % cells)] ?? 0;
  const table = new Uint8Array(tableSize * tableSize);
  for (let index = 0; index < table.length; index += 1) {
    const x = (index % tableSize) / stepsPerCell;
    const y = Math.floor(index / tableSize) / stepsPerCell;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - column, y - row];
    const sx = fx * fx * (3 - 2 * fx);
    const sy = fy * fy * (3 - 2 * fy);
    const top = corner(column, row) * (1 - sx) + corner(column + 1, row) * sx;
    const bottom = corner(column, row + 1) * (1 - sx) + corner(column + 1, row + 1) * sx;
    table[index] = 255 * (top * (1 - sy) + bottom * sy);
  }
  return table;
}

const noiseTable = makeNoiseTable();
const perStep = 1 / 255;

/**
 * Smooth value noise, 0 to 1, with features of size 1, repeating every 64. Looked up rather than worked out, because
 * textures ask several times for every pixel.
 */
export function noise(x: number, y: number): number {
  const index = (((y * stepsPerCell) & (tableSize - 1)) * tableSize) | ((x * stepsPerCell) & (tableSize - 1));
  return (noiseTable[index] ?? 0) * perStep;
}
