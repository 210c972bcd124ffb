import type { ApiSequence } from '../api/schema.ts';
import { toText } from './wire-values.ts';

/** A view that the sequence names, and where it says the view's frames are. */
export interface NamedLoad {
  /** Unique within the sequence. */
  key: string;
  load: string | null;
}

/** The views that a sequence names, in its order; those without a name are `view-1`, `view-2`… by position. */
export function namedLoads(sequence: ApiSequence): NamedLoad[] {
  const taken = new Set<string>();
  return (sequence.views ?? []).map((view, i) => {
    const key = uniqueKey(toText(view.key) ?? `view-${i + 1}`, taken);
    taken.add(key);
    return { key, load: toText(view.load) };
  });
}

/** Makes a key unique among those that are taken: `front`, `front (2)`, … */
export function uniqueKey(key: string, taken: ReadonlySet<string>): string {
  let unique = key;
  for (let count = 2; taken.has(unique); count += 1) unique = `${key} (${count})`;
  return unique;
}
