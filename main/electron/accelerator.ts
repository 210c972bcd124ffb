const names: Record<string, string> = { ' ': 'Space', ArrowRight: 'Right', ArrowLeft: 'Left', ArrowUp: 'Up', ArrowDown: 'Down' };

/** A key press as the page's lists write it, taken apart. */
export interface Chord {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
}

/** Reads `Ctrl+Shift+d`: modifiers, then the key, which may itself be a `+`. */
export function readChord(chord: string): Chord {
  const [, modifiers = '', key = ''] = /^((?:(?:Ctrl|Meta|Alt|Shift)\+)*)(.+)$/s.exec(chord) ?? [];
  return { key, shiftKey: modifiers.includes('Shift+'), altKey: modifiers.includes('Alt+'), ctrlKey: modifiers.includes('Ctrl+') };
}

/** The same for a native menu, as Electron writes accelerators. */
export function acceleratorOf(chord: string): string {
  const { key, shiftKey, altKey, ctrlKey } = readChord(chord);
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', name].filter((part) => part !== false).join('+');
}
