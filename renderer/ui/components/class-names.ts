/** Joins the class names that are there: CSS modules type every name as possibly missing. */
export function classNames(...names: (string | undefined | false)[]): string {
  return names.filter(Boolean).join(' ');
}
