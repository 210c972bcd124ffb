import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OptionsError, parseOptions, parseTarget } from '../../../main/options.ts';

describe('the command line', () => {
  test('without arguments asks for the desktop app, a free port and 20 GB of cache', () => {
    expect(parseOptions([])).toEqual({
      useHost: false,
      port: 0,
      openBrowser: true,
      dataFolder: null,
      cacheBudgetBytes: 20_000_000_000,
      openSample: false,
      target: null,
      place: null,
      openPath: null,
      showHelp: false,
    });
  });

  test('takes every documented option', () => {
    const args = ['--browser', '--port', '8123', '--no-open', '--data-dir', 'here', '--cache-gb', '1.5', '--sample', '--open', 'acme/drive/seq_1'];
    expect(parseOptions(args)).toEqual({
      useHost: true,
      port: 8123,
      openBrowser: false,
      dataFolder: 'here',
      cacheBudgetBytes: 1_500_000_000,
      openSample: true,
      target: { owner: 'acme', slug: 'drive', sequenceUid: 'seq_1' },
      place: null,
      openPath: null,
      showHelp: false,
    });
  });

  test.for([
    ['./drive', resolve('drive')],
    ['../drive one', resolve('../drive one')],
    ['/data/drive.avseq', resolve('/data/drive.avseq')],
    ['~/drive', join(homedir(), 'drive')],
    ['~', homedir()],
    ['.', resolve('.')],
    ['..', resolve('..')],
    ['C:\\data\\drive', resolve('C:\\data\\drive')],
    ['d:/data', resolve('d:/data')],
  ])('--open %s is a place on this computer', ([given = '', due]) => {
    expect(parseOptions(['--open', given])).toMatchObject({ target: null, openPath: due });
  });

  test.for(['acme/drive', '.acme/drive', '~acme/drive', 'c/drive', '..acme/drive'])('--open %s is a dataset', (given) => {
    expect(parseOptions(['--open', given])).toMatchObject({ target: { owner: given.split('/')[0] }, openPath: null });
  });

  test.each([['--port', '70000'], ['--port', '-1'], ['--port', 'x'], ['--cache-gb', '0'], ['--cache-gb', 'many'], ['--unknown', 'x'], ['--open', 'acme']])(
    'refuses %s %s with a sentence',
    (...args) => {
      expect(() => parseOptions(args)).toThrow(OptionsError);
    },
  );

  test('an owner may be an e-mail address, and a part may hold an encoded slash', () => {
    expect(parseTarget('me%2Fyou@example.org/drive')).toEqual({ owner: 'me/you@example.org', slug: 'drive', sequenceUid: null });
  });
});
