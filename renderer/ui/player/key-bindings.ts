import type { PlayerCommand } from '../../playback/player-command.ts';
import type { PlayerState } from '../../playback/player-state.ts';

/** What a key's meaning depends on. */
export interface KeyContext {
  readonly state: PlayerState;
  /** Frames that the set step moves by. */
  readonly longSteps: number;
}

/** One thing that keys do on the player's screen. */
export interface KeyBinding {
  /** As `chordOf` writes them; any of them. */
  readonly chords: readonly string[];
  /** As people read them, one for each chord or alternative. */
  readonly shown: readonly string[];
  readonly does: string;
  readonly commands: (context: KeyContext) => readonly PlayerCommand[];
  /** Goes on while the key is held, one picture at a time. */
  readonly repeats?: boolean;
}

const stepBy = (by: number): KeyBinding['commands'] => () => [{ type: 'step', by }];

/**
 * All keys of playback. After film-review players: J K L, I and O (OpenRV, xSTUDIO, Premiere), X to clear both points and
 * Up and Down from mark to mark (Premiere), brackets to jump to the points. The dialog of keys is made from this list.
 */
export const keyBindings: readonly KeyBinding[] = [
  { chords: [' '], shown: ['Space'], does: 'Play, pause', commands: ({ state }) => [{ type: state.status === 'playing' || state.status === 'waiting' ? 'pause' : 'play' }] },
  { chords: ['l'], shown: ['L'], does: 'Play forwards; again: twice as fast', commands: () => [{ type: 'shuttle', by: 1 }] },
  { chords: ['k'], shown: ['K'], does: 'Pause', commands: () => [{ type: 'shuttle', by: 0 }] },
  { chords: ['j'], shown: ['J'], does: 'Play backwards; again: twice as fast', commands: () => [{ type: 'shuttle', by: -1 }] },
  { chords: ['ArrowRight'], shown: ['→'], does: 'Next frame', commands: stepBy(1), repeats: true },
  { chords: ['ArrowLeft'], shown: ['←'], does: 'Previous frame', commands: stepBy(-1), repeats: true },
  { chords: ['Shift+ArrowRight'], shown: ['Shift →'], does: 'Ten frames on', commands: stepBy(10), repeats: true },
  { chords: ['Shift+ArrowLeft'], shown: ['Shift ←'], does: 'Ten frames back', commands: stepBy(-10), repeats: true },
  { chords: ['Alt+ArrowRight'], shown: ['Alt →'], does: 'The set step on', commands: ({ longSteps }) => [{ type: 'step', by: longSteps }], repeats: true },
  { chords: ['Alt+ArrowLeft'], shown: ['Alt ←'], does: 'The set step back', commands: ({ longSteps }) => [{ type: 'step', by: -longSteps }], repeats: true },
  { chords: ['Home'], shown: ['Home'], does: 'First frame', commands: () => [{ type: 'jump', to: 'start' }] },
  { chords: ['End'], shown: ['End'], does: 'Last frame', commands: () => [{ type: 'jump', to: 'end' }] },
  { chords: ['i'], shown: ['I'], does: 'Set the in point here', commands: ({ state }) => [{ type: 'set-in', step: state.step }] },
  { chords: ['o'], shown: ['O'], does: 'Set the out point here', commands: ({ state }) => [{ type: 'set-out', step: state.step }] },
  { chords: ['Shift+i'], shown: ['Shift I'], does: 'Clear the in point', commands: () => [{ type: 'set-in', step: null }] },
  { chords: ['Shift+o'], shown: ['Shift O'], does: 'Clear the out point', commands: () => [{ type: 'set-out', step: null }] },
  {
    chords: ['x'],
    shown: ['X'],
    does: 'Clear both points',
    commands: () => [
      { type: 'set-in', step: null },
      { type: 'set-out', step: null },
    ],
  },
  { chords: ['['], shown: ['['], does: 'Go to the in point', commands: () => [{ type: 'jump', to: 'in' }] },
  { chords: [']'], shown: [']'], does: 'Go to the out point', commands: () => [{ type: 'jump', to: 'out' }] },
  { chords: ['ArrowUp'], shown: ['↑'], does: 'Previous of start, in, out and end', commands: () => [{ type: 'jump', to: 'previous-mark' }] },
  { chords: ['ArrowDown'], shown: ['↓'], does: 'Next of start, in, out and end', commands: () => [{ type: 'jump', to: 'next-mark' }] },
];

/** Keys of the player's screen that are no commands to the player: for the dialog only. */
export const otherKeys: readonly Pick<KeyBinding, 'shown' | 'does'>[] = [
  { shown: ['?'], does: 'This list' },
  { shown: ['Esc'], does: 'Put the tool of the point cloud away; bring the grid back' },
  { shown: ['Wheel'], does: 'Zoom the picture about the cursor; with Shift or Alt, move it' },
  { shown: ['+', '−'], does: 'Zoom the picture last pointed at' },
  { shown: ['0'], does: 'Fit that picture' },
  { shown: ['1'], does: 'Show it at 1:1' },
  { shown: ['W', 'A', 'S', 'D'], does: 'Move it' },
  { shown: ['M'], does: 'Magnifier (with the focus on it, arrows move it by a pixel)' },
  { shown: ['T', 'hold `'], does: 'Show A alone, in a comparison' },
  { shown: ['F', 'H'], does: 'In the point cloud: fit all points; back to the first view' },
  { shown: ['1', '–', '6'], does: 'Look at it from behind, out of the vehicle, from above, the front, the left, or isometrically' },
  { shown: ['P'], does: 'Perspective or parallel projection' },
  { shown: ['W', 'A', 'S', 'D', 'Q', 'E'], does: 'Fly through it; with Shift, faster' },
  { shown: ['Double click'], does: 'Turn the scene about the point under the cursor' },
  { shown: ['Enter'], does: 'Read or measure the point in the middle of the picture, with a tool chosen' },
  { shown: ['Shift K'], does: 'Keep this sequence offline' },
  { shown: ['Ctrl Shift D'], does: 'Figures of playback' },
];

const byChord = new Map(keyBindings.flatMap((binding) => binding.chords.map((chord) => [chord, binding] as const)));

/** What a chord does; null for one that playback leaves alone. */
export function bindingOf(chord: string): KeyBinding | null {
  return byChord.get(chord) ?? null;
}

/** What of a key event its chord depends on. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'> & { readonly isAltGraph: boolean };

/**
 * A key press as text: modifiers in a fixed order, then the key (`Ctrl+Shift+d`). Letters are lower-case whatever Caps Lock
 * says. Other printable signs stand for themselves, whichever modifiers a keyboard needs for them: on many, `[` is AltGr
 * and another key.
 */
export function chordOf({ key, shiftKey, altKey, ctrlKey, metaKey, isAltGraph }: KeyPress): string {
  const isSign = key.length === 1 && !/[\p{L}\d ]/u.test(key);
  const isTyped = isSign && (isAltGraph || (!ctrlKey && !altKey)) && !metaKey;
  if (isTyped) return key;
  const modifiers = [ctrlKey && 'Ctrl+', metaKey && 'Meta+', altKey && 'Alt+', shiftKey && 'Shift+'].filter((one) => one !== false);
  return modifiers.join('') + (key.length === 1 ? key.toLowerCase() : key);
}
