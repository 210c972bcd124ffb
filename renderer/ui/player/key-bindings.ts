import { playerKeys, screenKeys, type PlayerKey, type PlayerKeyId } from '../../../preload/contract/player-keys.ts';
import type { JumpTarget, PlayerCommand } from '../../playback/player-command.ts';
import type { PlayerState } from '../../playback/player-state.ts';

/** What a key's meaning depends on. */
export interface KeyContext {
  readonly state: PlayerState;
  /** Frames that the set step moves by. */
  readonly longSteps: number;
}

/** One thing that keys do on the player's screen. */
export interface KeyBinding extends PlayerKey {
  readonly commands: (context: KeyContext) => readonly PlayerCommand[];
}

const stepBy = (by: number): KeyBinding['commands'] => () => [{ type: 'step', by }];
const jump = (to: JumpTarget): KeyBinding['commands'] => () => [{ type: 'jump', to }];
const shuttle = (by: -1 | 0 | 1): KeyBinding['commands'] => () => [{ type: 'shuttle', by }];

const commandsOf: Record<PlayerKeyId, KeyBinding['commands']> = {
  'toggle-play': ({ state }) => [{ type: isRunning(state) ? 'pause' : 'play' }],
  'shuttle-forwards': shuttle(1),
  'shuttle-stop': shuttle(0),
  'shuttle-backwards': shuttle(-1),
  'next-frame': stepBy(1),
  'previous-frame': stepBy(-1),
  'ten-on': stepBy(10),
  'ten-back': stepBy(-10),
  'set-step-on': ({ longSteps }) => [{ type: 'step', by: longSteps }],
  'set-step-back': ({ longSteps }) => [{ type: 'step', by: -longSteps }],
  'first-frame': jump('start'),
  'last-frame': jump('end'),
  'set-in': ({ state }) => [{ type: 'set-in', step: state.step }],
  'set-out': ({ state }) => [{ type: 'set-out', step: state.step }],
  'clear-in': () => [{ type: 'set-in', step: null }],
  'clear-out': () => [{ type: 'set-out', step: null }],
  'clear-both': () => [
    { type: 'set-in', step: null },
    { type: 'set-out', step: null },
  ],
  'go-to-in': jump('in'),
  'go-to-out': jump('out'),
  'previous-mark': jump('previous-mark'),
  'next-mark': jump('next-mark'),
};

const isRunning = ({ status }: PlayerState) => status === 'playing' || status === 'waiting';

/** All keys of playback (`preload/contract/player-keys.ts`), with what they do to the player. */
export const keyBindings: readonly KeyBinding[] = playerKeys.map((key) => ({ ...key, commands: commandsOf[key.id] }));

/** Keys of the player's screen that are no commands to the player: for the dialog only. */
export const otherKeys: readonly Pick<KeyBinding, 'shown' | 'does'>[] = [
  ...screenKeys,
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
