import type { PictureNavigator } from '../../panels/image/picture-navigator.ts';

/** Where letters and digits are typed, or mean something of their own. */
const ownKeys = 'input:not([type=range]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox], [role=dialog]';

/**
 * The keys of a picture: + and − zoom, 0 fits it, 1 shows a source pixel on each device pixel, W A S D move it, M puts the
 * magnifier over it.
 */
export function handlePictureKey(event: KeyboardEvent, navigator: PictureNavigator, toggleMagnifier: () => void): void {
  if (!isForPictures(event)) return;
  switch (letterOf(event) ?? event.key) {
    case '+':
    case '=':
      navigator.zoomStep(1);
      break;
    case '-':
      navigator.zoomStep(-1);
      break;
    case '0':
      navigator.fit();
      break;
    case '1':
      navigator.actualSize();
      break;
    case 'w':
      navigator.panStep(0, -1);
      break;
    case 'a':
      navigator.panStep(-1, 0);
      break;
    case 's':
      navigator.panStep(0, 1);
      break;
    case 'd':
      navigator.panStep(1, 0);
      break;
    case 'm':
      if (!event.repeat) toggleMagnifier();
      break;
    default:
      return;
  }
  event.preventDefault();
}

/** The letter of a key, whatever Caps Lock makes of it; null for another key, or with Shift, which would mean something else. */
export function letterOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): string | null {
  const letter = key.toLowerCase();
  return !shiftKey && /^[a-z]$/.test(letter) ? letter : null;
}

/** Whether a key was pressed for pictures and not to type, to choose, or for a shortcut with a modifier. */
export function isForPictures(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target instanceof Element && event.target.closest(ownKeys) !== null);
}
