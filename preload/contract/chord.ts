/** A key press as the lists of keys write it (`Ctrl+Shift+d`), taken apart. */
export interface Chord {
  key: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
}

/** Reads modifiers, then the key, which may itself be a `+`. */
export function readChord(chord: string): Chord {
  const [, modifiers = '', key = ''] = /^((?:(?:Ctrl|Meta|Alt|Shift)\+)*)(.+)$/s.exec(chord) ?? [];
  return { key, shiftKey: modifiers.includes('Shift+'), altKey: modifiers.includes('Alt+'), ctrlKey: modifiers.includes('Ctrl+') };
}
