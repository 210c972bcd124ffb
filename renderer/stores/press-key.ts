import { readChord } from '../../preload/contract/chord.ts';

/**
 * Presses a key on the page's body rather than where the focus is: chosen in a menu, Space must not press a button, nor a
 * letter be typed into a field.
 */
export function pressOnPage(chord: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { ...readChord(chord), bubbles: true, cancelable: true }));
}
