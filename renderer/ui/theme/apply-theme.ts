import type { Settings } from '../../../preload/contract/model.ts';

/** Where `public/first-paint.js` finds the choice of the last start, before the settings have come. */
const storageKey = 'avala.theme';

/**
 * Overrides the system's theme, or stops overriding it, on the whole page. The choice is also left in the browser's
 * storage, only so that the next start paints its first frame in it; the settings remain the truth.
 */
export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(storageKey, theme);
}
