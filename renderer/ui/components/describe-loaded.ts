import { formatCount, formatCountOf } from './format-text.ts';

export interface LoadedRows {
  /** In the singular; takes an -s. */
  noun: string;
  loaded: number;
  /** Of those, how many the search and the filters let through. */
  shown: number;
  isComplete: boolean;
  /** It ends where what is saved does. */
  isCutShort: boolean;
  /** It is a saved copy: whether there is more is not known before it was looked for. */
  isSaved: boolean;
  isLoading: boolean;
}

/**
 * Says honestly what a list holds: searching sees only what is loaded, and how much there is in all is not known before
 * the last page.
 */
export function describeLoaded({ noun, loaded, shown, isComplete, isCutShort, isSaved, isLoading }: LoadedRows): string {
  if (isCutShort) {
    const saved = `${formatCountOf(loaded, `saved ${noun}`)}, perhaps not all`;
    return shown === loaded ? saved : `${formatCount(shown)} of ${saved}`;
  }
  const more = isComplete || (isSaved && !isLoading) ? '' : isLoading ? ', loading more…' : ', more to come';
  if (shown === loaded) return `${formatCountOf(loaded, noun)}${isComplete ? '' : ' loaded'}${more}`;
  return `${formatCount(shown)} of ${formatCountOf(loaded, isComplete ? noun : `loaded ${noun}`)}${more}`;
}
