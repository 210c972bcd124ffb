import { expect, test } from 'vitest';
import { bindingOf, chordOf, keyBindings, type KeyPress } from '../../../../../renderer/ui/player/key-bindings.ts';
import type { PlayerState } from '../../../../../renderer/playback/player-state.ts';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isAltGraph: false,
  ...modifiers,
});

const state: PlayerState = {
  status: 'paused',
  step: 40,
  shownStep: 40,
  stepCount: 150,
  isLoading: false,
  direction: 1,
  rate: 1,
  baseRateHz: 10,
  measuredRateHz: null,
  pacing: 'every-frame',
  loop: 'off',
  isPingPong: false,
  inStep: null,
  outStep: null,
  droppedFrames: 0,
  sync: { kind: 'nearest', toleranceMs: null },
};

const commandsOf = (keyPress: KeyPress, change: Partial<PlayerState> = {}) =>
  bindingOf(chordOf(keyPress))?.commands({ state: { ...state, ...change }, longSteps: 25 }) ?? null;

test('Space plays what rests and pauses what plays or waits', () => {
  expect(commandsOf(press(' '))).toEqual([{ type: 'play' }]);
  expect(commandsOf(press(' '), { status: 'playing' })).toEqual([{ type: 'pause' }]);
  expect(commandsOf(press(' '), { status: 'waiting' })).toEqual([{ type: 'pause' }]);
});

test('arrows step by one, with Shift by ten, with Alt by the set step', () => {
  expect(commandsOf(press('ArrowRight'))).toEqual([{ type: 'step', by: 1 }]);
  expect(commandsOf(press('ArrowLeft', { shiftKey: true }))).toEqual([{ type: 'step', by: -10 }]);
  expect(commandsOf(press('ArrowRight', { altKey: true }))).toEqual([{ type: 'step', by: 25 }]);
  expect(commandsOf(press('ArrowRight', { ctrlKey: true }))).toBeNull();
});

test('letters mean the same under Caps Lock, and something else with Shift', () => {
  expect(commandsOf(press('i'))).toEqual([{ type: 'set-in', step: 40 }]);
  expect(commandsOf(press('I'))).toEqual([{ type: 'set-in', step: 40 }]);
  expect(commandsOf(press('I', { shiftKey: true }))).toEqual([{ type: 'set-in', step: null }]);
  expect(commandsOf(press('O', { shiftKey: true }))).toEqual([{ type: 'set-out', step: null }]);
  expect(commandsOf(press('x'))).toEqual([
    { type: 'set-in', step: null },
    { type: 'set-out', step: null },
  ]);
});

test('J, K and L shuttle, and leave the browser its own chords', () => {
  expect(['j', 'k', 'l'].map((key) => commandsOf(press(key)))).toEqual([[{ type: 'shuttle', by: -1 }], [{ type: 'shuttle', by: 0 }], [{ type: 'shuttle', by: 1 }]]);
  expect(commandsOf(press('l', { ctrlKey: true }))).toBeNull();
  expect(commandsOf(press('j', { metaKey: true }))).toBeNull();
});

test('brackets are brackets on keyboards that have them on AltGr', () => {
  expect(commandsOf(press('['))).toEqual([{ type: 'jump', to: 'in' }]);
  // Windows reports AltGr as Ctrl and Alt.
  expect(commandsOf(press(']', { isAltGraph: true, ctrlKey: true, altKey: true }))).toEqual([{ type: 'jump', to: 'out' }]);
  expect(commandsOf(press('[', { metaKey: true }))).toBeNull();
});

test('a question mark is one whatever it takes to type it', () => {
  expect(chordOf(press('?', { shiftKey: true }))).toBe('?');
  expect(chordOf(press('D', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+d');
});

test('no chord has two meanings', () => {
  const chords = keyBindings.flatMap((binding) => binding.chords);
  expect(new Set(chords).size).toBe(chords.length);
});
