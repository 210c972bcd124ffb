import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { acceleratorOf, readChord } from '../../../../main/electron/accelerator.ts';
import { menuTemplate, recordingEntryIds, type MenuActions } from '../../../../main/electron/menu-template.ts';
import { menuCommands } from '../../../../preload/contract/menu-commands.ts';
import { playerKeys, screenKeys } from '../../../../preload/contract/player-keys.ts';

function makeActions(): MenuActions {
  return { pressKey: vi.fn(), command: vi.fn(), openSample: vi.fn(), openDocumentation: vi.fn(), showLogs: vi.fn(), checkForUpdates: null, showAbout: vi.fn() };
}

function allEntries(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allEntries(item.submenu) : [])]);
}

const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

test('every key of playback and of its screen has an entry with its words and its key, off until a recording is open', () => {
  const actions = makeActions();
  const entries = allEntries(menuTemplate(actions, 'linux'));
  for (const { id, does, chords } of [...playerKeys, ...screenKeys]) {
    const entry = entries.find((candidate) => candidate.id === id);
    expect(entry, id).toMatchObject({ label: does, accelerator: acceleratorOf(chords[0]), registerAccelerator: false, enabled: false });
    click(entry);
    expect(actions.pressKey).toHaveBeenLastCalledWith(chords[0]);
    expect(recordingEntryIds).toContain(id);
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
  const accelerators = entries.flatMap(({ accelerator }) => (typeof accelerator === 'string' ? [accelerator.replace('CmdOrCtrl', 'Ctrl')] : []));
  expect(accelerators).toEqual(expect.arrayContaining(['Ctrl+O', 'Ctrl+Shift+O', 'Ctrl+Shift+E']));
  expect(new Set(accelerators).size).toBe(accelerators.length);
});

test('exporting needs a recording: its entry is off until one is open', () => {
  expect(allEntries(menuTemplate(makeActions(), 'linux')).find(({ id }) => id === 'export-recording')).toMatchObject({ label: 'Export Recording…', enabled: false });
  expect(recordingEntryIds).toContain('export-recording');
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
])('%j is %s to Electron', (chord, accelerator) => {
  expect(acceleratorOf(chord)).toBe(accelerator);
});

test('a chord whose key is a plus is read whole', () => {
  expect(readChord('Shift++')).toEqual({ key: '+', shiftKey: true, altKey: false, ctrlKey: false });
});
