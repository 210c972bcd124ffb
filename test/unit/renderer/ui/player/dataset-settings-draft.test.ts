import { describe, expect, test } from 'vitest';
import { datasetSettingsSchema, type DatasetSettings } from '../../../../../preload/contract/model.ts';
import { draftOf, exampleNames, isSameSettings, problemsOf, settingsOf } from '../../../../../renderer/ui/player/dataset-settings-draft.ts';

const empty = draftOf({});

describe('the fields of the dataset settings', () => {
  test.for<DatasetSettings>([{}, { loadPattern: '{load}{index}.png', binColumns: 6, frameRateHz: 29.97 }, { binColumns: 5 }])('hold %j and give it back', (settings) => {
    const given = settingsOf(draftOf(settings));
    expect(given).toStrictEqual({ loadPattern: undefined, binColumns: undefined, frameRateHz: undefined, ...settings });
    expect(isSameSettings(given, settings)).toBe(true);
    expect(datasetSettingsSchema.safeParse(given).success).toBe(true);
    expect(problemsOf(draftOf(settings))).toEqual({ loadPattern: null, frameRate: null });
  });

  test.for<DatasetSettings>([{ loadPattern: 'a{index}' }, { binColumns: 4 }, { frameRateHz: 1 }])('differ from nothing chosen when %j is', (settings) => {
    expect(isSameSettings(settings, {})).toBe(false);
  });

  test('blanks count as cleared, and a decimal comma as a point', () => {
    expect(settingsOf({ loadPattern: '  ', binColumns: 'automatic', frameRate: ' ' })).toEqual({ loadPattern: undefined, binColumns: undefined, frameRateHz: undefined });
    expect(settingsOf({ ...empty, frameRate: '12,5' }).frameRateHz).toBe(12.5);
    expect(problemsOf({ ...empty, loadPattern: ' ' }).loadPattern).toBeNull();
  });

  test.for(['0', '241', 'fast', '-1', 'Infinity'])('the frame rate “%s” is refused with its limits', (frameRate) => {
    expect(problemsOf({ ...empty, frameRate }).frameRate).toBe('A number from 0.1 to 240, or nothing.');
  });

  test('a pattern that would lead to nothing is refused with the reason, as main would', () => {
    expect(problemsOf({ ...empty, loadPattern: '{load}frame.png' }).loadPattern).toMatch(/needs \{index\}/);
  });
});

test('a pattern is shown as the names that it gives, from its first number on', () => {
  expect(exampleNames('{load}frame_{index:06}.png?first=1')).toBe('{load}frame_000001.png, {load}frame_000002.png, …');
  expect(exampleNames('{load}frame.png')).toBeNull();
  expect(exampleNames('')).toBeNull();
});
