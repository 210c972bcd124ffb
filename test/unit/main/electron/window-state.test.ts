import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWindowState, writeWindowState, type WindowState } from '../../../../main/electron/window-state.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const state: WindowState = { bounds: { x: 100, y: 80, width: 1200, height: 800 }, isMaximized: true, isFullScreen: false };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'avala-window-'));
  path = join(folder, 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was written is read again, and nobody else can read it', () => {
  writeWindowState(path, state);
  expect(readWindowState(path, [screen])).toEqual(state);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each([
  ['missing', null],
  ['no JSON', '{'],
  ['of another kind', '[]'],
  ['with a width beyond all', JSON.stringify({ ...state, bounds: { ...state.bounds, width: 1e9 } })],
  ['with half a pixel', JSON.stringify({ ...state, bounds: { ...state.bounds, x: 0.5 } })],
])('a file that is %s is as good as none', (_, text) => {
  if (text !== null) writeFileSync(path, text);
  expect(readWindowState(path, [screen])).toBeNull();
});

test.each([
  ['left of every screen', { x: -1_100 }],
  ['right of every screen', { x: 1_850 }],
  ['with its bar above every screen', { y: 0 }],
  ['with its bar below every screen', { y: 1_060 }],
])('a window %s would be lost, so it is not taken up', (_, place) => {
  writeWindowState(path, { ...state, bounds: { ...state.bounds, ...place } });
  expect(readWindowState(path, [screen])).toBeNull();
});

test('a second screen to the left is a screen too', () => {
  writeWindowState(path, { ...state, bounds: { ...state.bounds, x: -1_100 } });
  expect(readWindowState(path, [screen, { x: -1_920, y: 0, width: 1_920, height: 1_080 }])).not.toBeNull();
});
