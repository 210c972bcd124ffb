/** Keys of rows with those of one more, or without them when it is there. */
export function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** `keys` and those of all rows from one index to another, in whichever order. */
export function withRange(keys: ReadonlySet<string>, rowKeys: readonly string[], from: number, to: number): ReadonlySet<string> {
  return new Set([...keys, ...rowKeys.slice(Math.min(from, to), Math.max(from, to) + 1)]);
}
