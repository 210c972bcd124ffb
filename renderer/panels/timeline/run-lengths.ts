/** Neighbouring steps of one value: `[start, end)`. */
export interface Run<Value extends string> {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

/** The runs of equal values among steps `0` to `count - 1`, in order, without gaps. */
export function runLengths<Value extends string>(count: number, valueAt: (index: number) => Value): Run<Value>[] {
  const runs: Run<Value>[] = [];
  if (count <= 0) return runs;
  let start = 0;
  let value = valueAt(0);
  for (let index = 1; index <= count; index += 1) {
    const next = index < count ? valueAt(index) : undefined;
    if (next !== undefined && next === value) continue;
    runs.push({ start, end: index, value });
    start = index;
    if (next !== undefined) value = next;
  }
  return runs;
}
