/**
 * A value for people: six significant digits or six decimals at most, with thousands parted, a true minus, and without the digits that
 * floating point adds. In exponents where plain digits would be a row of zeros.
 */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(3).replaceAll('-', '−');
  // Large values with a fraction are times and coordinates, which are held in full.
  const rounded = size < 1e5 ? Number(value.toPrecision(6)) : value;
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−');
}
