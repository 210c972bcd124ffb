/** A key of playback: what people see of it, in the page's list and in the desktop app's menus. */
export interface PlayerKey {
  readonly id: string;
  /** As `chordOf` writes them; any of them. */
  readonly chords: readonly string[];
  /** As people read them, one for each chord or alternative. */
  readonly shown: readonly string[];
  readonly does: string;
  /** Goes on while the key is held, one picture at a time. */
  readonly repeats?: boolean;
}

/**
 * All keys of playback. After film-review players: J K L, I and O (OpenRV, xSTUDIO, Premiere), X to clear both points and
 * Up and Down from mark to mark (Premiere), brackets to jump to the points. What each does to the player is in
 * `renderer/ui/player/key-bindings.ts`; the dialog of keys and the native menu are made from this list.
 */
export const playerKeys = [
  { id: 'toggle-play', chords: [' '], shown: ['Space'], does: 'Play, pause' },
  { id: 'shuttle-forwards', chords: ['l'], shown: ['L'], does: 'Play forwards; again: twice as fast' },
  { id: 'shuttle-stop', chords: ['k'], shown: ['K'], does: 'Pause' },
  { id: 'shuttle-backwards', chords: ['j'], shown: ['J'], does: 'Play backwards; again: twice as fast' },
  { id: 'next-frame', chords: ['ArrowRight'], shown: ['→'], does: 'Next frame', repeats: true },
  { id: 'previous-frame', chords: ['ArrowLeft'], shown: ['←'], does: 'Previous frame', repeats: true },
  { id: 'ten-on', chords: ['Shift+ArrowRight'], shown: ['Shift →'], does: 'Ten frames on', repeats: true },
  { id: 'ten-back', chords: ['Shift+ArrowLeft'], shown: ['Shift ←'], does: 'Ten frames back', repeats: true },
  { id: 'set-step-on', chords: ['Alt+ArrowRight'], shown: ['Alt →'], does: 'The set step on', repeats: true },
  { id: 'set-step-back', chords: ['Alt+ArrowLeft'], shown: ['Alt ←'], does: 'The set step back', repeats: true },
  { id: 'first-frame', chords: ['Home'], shown: ['Home'], does: 'First frame' },
  { id: 'last-frame', chords: ['End'], shown: ['End'], does: 'Last frame' },
  { id: 'set-in', chords: ['i'], shown: ['I'], does: 'Set the in point here' },
  { id: 'set-out', chords: ['o'], shown: ['O'], does: 'Set the out point here' },
  { id: 'clear-in', chords: ['Shift+i'], shown: ['Shift I'], does: 'Clear the in point' },
  { id: 'clear-out', chords: ['Shift+o'], shown: ['Shift O'], does: 'Clear the out point' },
  { id: 'clear-both', chords: ['x'], shown: ['X'], does: 'Clear both points' },
  { id: 'go-to-in', chords: ['['], shown: ['['], does: 'Go to the in point' },
  { id: 'go-to-out', chords: [']'], shown: [']'], does: 'Go to the out point' },
  { id: 'previous-mark', chords: ['ArrowUp'], shown: ['↑'], does: 'Previous of start, in, out and end' },
  { id: 'next-mark', chords: ['ArrowDown'], shown: ['↓'], does: 'Next of start, in, out and end' },
] as const satisfies readonly PlayerKey[];

export type PlayerKeyId = (typeof playerKeys)[number]['id'];

/** Keys of the player's screen that are no commands to the player and are in the native menu too. */
export const screenKeys = [
  { id: 'figures', chords: ['Ctrl+Shift+d'], shown: ['Ctrl Shift D'], does: 'Figures of playback' },
  { id: 'keep-offline', chords: ['Shift+k'], shown: ['Shift K'], does: 'Keep this sequence offline' },
  { id: 'keys', chords: ['?'], shown: ['?'], does: 'All keys' },
] as const satisfies readonly PlayerKey[];
