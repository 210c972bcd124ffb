import { readChord } from '../../preload/contract/chord.ts';

/** Keys by Electron's names, where those are others. */
const names: Record<string, string> = { ' ': 'Space', '+': 'Plus', ArrowRight: 'Right', ArrowLeft: 'Left', ArrowUp: 'Up', ArrowDown: 'Down' };

/** A key press of the page's lists for a native menu, as Electron writes accelerators. */
export function acceleratorOf(chord: string): string {
  const { key, shiftKey, altKey, ctrlKey } = readChord(chord);
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', name].filter((part) => part !== false).join('+');
}
