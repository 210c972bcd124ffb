import type { Item } from '../../../preload/contract/model.ts';

/**
 * An item's metadata in one line: its size as "1920 × 1080" and its format first, as nearly all items have them, then
 * every other pair as it came. Nested values (JSON) are left to the detail pane.
 */
export function summariseMetadata(metadata: Item['metadata']): string {
  const values = new Map(metadata.map(({ label, value }) => [label.toLowerCase(), value]));
  const width = values.get('width');
  const height = values.get('height');
  const hasSize = width !== undefined && height !== undefined;
  const parts = hasSize ? [`${width} × ${height}`] : [];
  const format = values.get('format');
  if (format !== undefined) parts.push(format);
  for (const { label, value } of metadata) {
    const isTold = label.toLowerCase() === 'format' || (hasSize && ['width', 'height'].includes(label.toLowerCase()));
    const isNested = /^[[{]/.test(value);
    if (!isTold && !isNested) parts.push(`${label} ${value}`);
  }
  return parts.join(' · ');
}
