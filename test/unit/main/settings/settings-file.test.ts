import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLogger } from '../../../../main/log/logger.ts';
import { defaultSettings, openSettingsFile } from '../../../../main/settings/settings-file.ts';

const log = createLogger(() => undefined);
const folders: string[] = [];

function freshPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'avala-settings-'));
  folders.push(folder);
  return join(folder, 'settings.json');
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('a first start has the defaults and writes nothing', () => {
  const path = freshPath();
  expect(openSettingsFile(path, log).read()).toEqual(defaultSettings);
  expect(existsSync(path)).toBe(false);
});

test('what was changed is there after the next start', async () => {
  const path = freshPath();
  await openSettingsFile(path, log).update({ theme: 'light', recentDatasets: [{ owner: 'acme', slug: 'drive' }] });
  expect(openSettingsFile(path, log).read()).toEqual({
    ...defaultSettings,
    theme: 'light',
    recentDatasets: [{ owner: 'acme', slug: 'drive' }],
  });
});

test('of many updates at once the last one is on disk', async () => {
  const path = freshPath();
  const file = openSettingsFile(path, log);
  const themes = ['light', 'dark', 'system', 'light', 'dark'] as const;
  await Promise.all(themes.map((theme) => file.update({ theme })));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 2, settings: { theme: 'dark' } });
});

test('a file of an earlier version is read, and what it did not know yet has its default', () => {
  const path = freshPath();
  writeFileSync(path, '{"version":1,"settings":{"theme":"light","playback":{"loop":"all"}}}');
  expect(openSettingsFile(path, log).read()).toEqual({ ...defaultSettings, theme: 'light', playback: { ...defaultSettings.playback, loop: 'all' } });
  expect(existsSync(`${path}.damaged`)).toBe(false);
});

test('the point clouds of version 1 keep how they were drawn', () => {
  const path = freshPath();
  writeFileSync(path, '{"version":1,"settings":{"pointCloud":{"colorBy":"intensity","pointSizePx":3.5,"showGrid":false,"showAxes":true}}}');
  expect(openSettingsFile(path, log).read().pointCloud).toEqual({
    ...defaultSettings.pointCloud,
    colorMode: 'intensity',
    pointSize: { value: 3.5, unit: 'px' },
    showGrid: false,
    showAxes: true,
  });
  expect(existsSync(`${path}.damaged`)).toBe(false);
});

test('settings of version 1 are of the present version once they are written', async () => {
  const path = freshPath();
  writeFileSync(path, '{"version":1,"settings":{"theme":"light","pointCloud":{"colorBy":"height","pointSizePx":2,"showGrid":true,"showAxes":true}}}');
  await openSettingsFile(path, log).update({ paneSizes: { sides: [40, 60] } });
  const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
  expect(written).toMatchObject({ version: 2, settings: { theme: 'light', paneSizes: { sides: [40, 60] }, pointCloud: { colorMode: 'height' } } });
  expect(written).not.toHaveProperty('settings.pointCloud.colorBy');
});

test('an undefined property erases nothing', async () => {
  const file = openSettingsFile(freshPath(), log);
  await file.update({ theme: 'dark' });
  expect((await file.update({ theme: undefined })).theme).toBe('dark');
});

test.each(['', '{', '[]', '{"version":99,"settings":{}}', '{"version":1,"settings":{"theme":"purple"}}'])(
  'a damaged file (%s) is set aside and the defaults are used',
  (text) => {
    const path = freshPath();
    writeFileSync(path, text);
    expect(openSettingsFile(path, log).read()).toEqual(defaultSettings);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text);
  },
);
