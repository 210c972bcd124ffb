/** Longer values are cut: a detail pane is no place for a file. In characters. */
const longestValue = 500;

/** Names of people, some of them phone numbers (avala-api §8): never shown. */
const personal = /^export_snippet$|report(er|ed_?by)/i;

/**
 * Free-form metadata as label and value pairs in the order they were sent; nested values as compact JSON, empty ones left
 * out. Fields that identify people are dropped at every depth.
 */
export function metadataPairs(metadata: Readonly<Record<string, unknown>> | null): { label: string; value: string }[] {
  return Object.entries(metadata ?? {}).flatMap(([label, value]) => {
    if (value === null || value === undefined || value === '' || personal.test(label)) return [];
    const text = typeof value === 'string' ? value : compactJson(value);
    return [{ label, value: text.length > longestValue ? `${text.slice(0, longestValue)}…` : text }];
  });
}

function compactJson(value: unknown): string {
  try {
    return JSON.stringify(value, (name, nested: unknown) => (personal.test(name) ? undefined : nested)) ?? '';
  } catch (error) {
    // The only way parsed JSON can fail: nested beyond the stack.
    if (error instanceof RangeError) return 'nested too deeply to show';
    throw error;
  }
}
