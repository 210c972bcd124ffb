import { beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createSettingsStore, datasetSettings, type SettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let store: SettingsStore;
const current = () => store.getState().settings;
const updateCall = () => bridge.newest('settings.update');
const recent = (slug: string) => ({ owner: 'acme', slug });

beforeEach(() => {
  bridge = new FakeBridge();
  store = createSettingsStore(createClient(bridge), defaultSettings);
});

it('applies a change at once and hands only the change on', () => {
  void store.getState().update({ theme: 'dark' });
  expect(current().theme).toBe('dark');
  expect(updateCall().input).toEqual({ theme: 'dark' });
});

it('does not let the answer to an older change undo a newer one', async () => {
  void store.getState().update({ theme: 'dark' });
  const older = updateCall();
  void store.getState().update({ theme: 'light' });
  await updateCall().answer({ ...defaultSettings, theme: 'light' });
  await older.answer({ ...defaultSettings, theme: 'dark' });
  expect(current().theme).toBe('light');
});

it('holds a change that could not be kept, and says so until one is', async () => {
  void store.getState().update({ theme: 'dark' });
  await updateCall().fail('storage');
  expect(current().theme).toBe('dark');
  expect(store.getState().saveFailure?.kind).toBe('storage');
  void store.getState().update({ theme: 'light' });
  await updateCall().answer({ ...defaultSettings, theme: 'light' });
  expect(store.getState().saveFailure).toBeNull();
});

it('puts the dataset that was opened last first, once, and keeps twenty', () => {
  for (let index = 0; index < 25; index += 1) void store.getState().rememberDataset(recent(`d${index}`));
  void store.getState().rememberDataset(recent('d10'));
  expect(current().recentDatasets).toHaveLength(20);
  expect(current().recentDatasets.slice(0, 3)).toEqual([recent('d10'), recent('d24'), recent('d23')]);
  const calls = bridge.countOf('settings.update');
  void store.getState().rememberDataset(recent('d10'));
  expect(bridge.countOf('settings.update')).toBe(calls);
});

it('takes a dataset off the recent ones', () => {
  void store.getState().rememberDataset(recent('a'));
  void store.getState().rememberDataset(recent('b'));
  void store.getState().forgetDataset(recent('a'));
  expect(current().recentDatasets).toEqual([recent('b')]);
});

it('changes what was chosen for one dataset, and nothing of another', () => {
  void store.getState().updateDataset(recent('a'), { frameRateHz: 20 });
  void store.getState().updateDataset(recent('b'), { binColumns: 5 });
  void store.getState().updateDataset(recent('a'), { loadPattern: '{load}{index}.png' });
  expect(datasetSettings(current(), recent('a'))).toEqual({ frameRateHz: 20, loadPattern: '{load}{index}.png' });
  expect(datasetSettings(current(), recent('b'))).toEqual({ binColumns: 5 });
  expect(datasetSettings(current(), recent('c'))).toEqual({});
});

it('takes one setting of a dataset back, and the dataset with its last one', () => {
  void store.getState().updateDataset(recent('a'), { frameRateHz: 20, loadPattern: '{load}{index}.png' });
  void store.getState().updateDataset(recent('a'), { loadPattern: undefined });
  expect(current().datasets).toStrictEqual({ 'acme/a': { frameRateHz: 20 } });
  void store.getState().updateDataset(recent('a'), { frameRateHz: undefined });
  expect(updateCall().input).toStrictEqual({ datasets: {} });
});
