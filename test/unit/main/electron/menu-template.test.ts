import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { acceleratorOf } from '../../../../main/electron/accelerator.ts';
import type { MenuActions } from '../../../../main/electron/menu-entries.ts';
import { menuTemplate } from '../../../../main/electron/menu-template.ts';
import { readChord } from '../../../../preload/contract/chord.ts';
import { menuCommands } from '../../../../preload/contract/menu-commands.ts';
import { cloudKeys, compareKeys, pageEntryIds, pictureKeys, presetKeys } from '../../../../preload/contract/page-entries.ts';
import { playerKeys, screenKeys } from '../../../../preload/contract/player-keys.ts';

function makeActions(): MenuActions {
  return { entry: vi.fn(), command: vi.fn(), openSample: vi.fn(), openDocumentation: vi.fn(), showLogs: vi.fn(), checkForUpdates: null, showAbout: vi.fn() };
}

function allEntries(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allEntries(item.submenu) : [])]);
}

const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

test('every key of the page has an entry with its words and its key, which is shown and not taken from the page', () => {
  const entries = allEntries(menuTemplate(makeActions(), 'linux'));
  for (const { id, does, chords } of [...playerKeys, ...screenKeys, ...pictureKeys, ...compareKeys, ...cloudKeys, ...presetKeys]) {
    expect(entries.find((candidate) => candidate.id === id), id).toMatchObject({ label: does, accelerator: acceleratorOf(chords[0] ?? ''), registerAccelerator: false });
  }
});

test('everything that the page can do for its screen has one entry, which asks the page for it and is off until the page says that it can', () => {
  const actions = makeActions();
  const entries = allEntries(menuTemplate(actions, 'linux'));
  for (const id of pageEntryIds) {
    const found = entries.filter((candidate) => candidate.id === id);
    expect(found, id).toHaveLength(1);
    expect(found[0], id).toMatchObject({ enabled: false });
    expect(found[0]?.label, id).toMatch(/\S/);
    click(found[0]);
    expect(actions.entry).toHaveBeenLastCalledWith(id);
  }
});

test('every command that the page has no key for has one entry, and its accelerators are no keys of the page', () => {
  const actions = makeActions();
  const entries = allEntries(menuTemplate(actions, 'linux'));
  for (const id of menuCommands) {
    const found = entries.filter((candidate) => candidate.id === id);
    expect(found, id).toHaveLength(1);
    click(found[0]);
    expect(actions.command).toHaveBeenLastCalledWith(id);
  }
  const registered = entries.flatMap(({ accelerator, registerAccelerator }) => (typeof accelerator === 'string' && registerAccelerator !== false ? [accelerator.replace('CmdOrCtrl', 'Ctrl')] : []));
  expect(registered).toEqual(['Ctrl+O', 'Ctrl+Shift+O', 'Ctrl+Shift+E']);
  const shown = entries.flatMap(({ accelerator, registerAccelerator }) => (typeof accelerator === 'string' && registerAccelerator === false ? [accelerator] : []));
  expect(shown.filter((accelerator) => registered.includes(accelerator))).toEqual([]);
});

test('no two entries have the same id', () => {
  const ids = allEntries(menuTemplate({ ...makeActions(), checkForUpdates: () => undefined }, 'win32')).flatMap(({ id }) => (id === undefined ? [] : [id]));
  expect(new Set(ids).size).toBe(ids.length);
});

test('on macOS keys stand under their entries, because an accelerator would take them from text fields', () => {
  const entries = allEntries(menuTemplate(makeActions(), 'darwin'));
  const ids = entries.flatMap(({ id, accelerator }) => (accelerator === undefined ? [] : [id]));
  expect(ids).toEqual(['open-file', 'open-folder', 'export-recording']);
  expect(entries.find(({ id }) => id === 'toggle-play')).toMatchObject({ sublabel: 'Space' });
});

test('updates are offered only where a feed is configured', () => {
  const has = (actions: MenuActions) => allEntries(menuTemplate(actions, 'linux')).some(({ id }) => id === 'check-for-updates');
  expect([has(makeActions()), has({ ...makeActions(), checkForUpdates: () => undefined })]).toEqual([false, true]);
});

test.each([
  [' ', 'Space'],
  ['l', 'L'],
  ['Shift+ArrowRight', 'Shift+Right'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['Ctrl+Shift+d', 'Ctrl+Shift+D'],
  ['[', '['],
  ['?', '?'],
  ['Home', 'Home'],
  ['+', 'Plus'],
])('%j is %s to Electron', (chord, accelerator) => {
  expect(acceleratorOf(chord)).toBe(accelerator);
});

test('a chord whose key is a plus is read whole', () => {
  expect(readChord('Shift++')).toEqual({ key: '+', shiftKey: true, altKey: false, ctrlKey: false });
});
