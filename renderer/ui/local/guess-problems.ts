import type { LocalView } from '../../../preload/contract/local.ts';

/** Why views cannot be opened like this, as a sentence; null when they can. */
export function problemsOfViews(views: readonly LocalView[]): string | null {
  const keys = views.filter(({ isShown }) => isShown).map(({ key }) => key.trim());
  if (keys.length === 0) return 'Choose at least one view to show.';
  if (keys.includes('')) return 'Every view that is shown needs a name.';
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? null : `Two views are called ${twice}. Give each its own name.`;
}
