import type { AppEvent } from '../../preload/contract/events.ts';

/** A key that was chosen in a native menu. */
export type ChosenKey = Pick<Extract<AppEvent, { type: 'key.chosen' }>, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey'>;

/**
 * Presses it on the page's body rather than where the focus is: chosen in a menu, Space must not press a button, nor a
 * letter be typed into a field.
 */
export function pressOnPage({ key, shiftKey, altKey, ctrlKey }: ChosenKey): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, altKey, ctrlKey, bubbles: true, cancelable: true }));
}
