import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOpenRequest } from '../../../../main/electron/open-request.ts';
import { ownArguments } from '../../../../main/electron/own-arguments.ts';
import { relaunchArguments } from '../../../../main/electron/relaunch-arguments.ts';
import { OptionsError, parseOptions } from '../../../../main/options.ts';

describe('arguments of the desktop app', () => {
  test('are what follows the program, or the app’s folder, without what is Chromium’s and the system’s', () => {
    expect(ownArguments(['/opt/avala-viewer', '--no-sandbox', '--ozone-platform=wayland', '--sample'], true)).toEqual(['--sample']);
    expect(ownArguments(['electron', '.', '--remote-debugging-port=0', '--data-dir', 'here'], false)).toEqual(['--data-dir', 'here']);
    expect(ownArguments(['electron', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '/app', '--sample'], false)).toEqual(['--sample']);
    expect(ownArguments(['app', '--password-store=gnome-libsecret', '--proxy-server=localhost:3128', '--lang=de', '--help'], true)).toEqual(['--help']);
    expect(ownArguments(['app', '--allow-file-access-from-files', '--original-process-start-time=1', 'avala-viewer://a/b'], true)).toEqual(['avala-viewer://a/b']);
  });

  test('a link or a file stands alone, and only one of them', () => {
    expect(parseOptions(['avala-viewer://a/b/c?frame=2']).place).toBe('avala-viewer://a/b/c?frame=2');
    expect(() => parseOptions(['avala-viewer://a/b', 'night.avseq'])).toThrow(OptionsError);
  });
});

describe('what stands alone', () => {
  test('is a link, or a recording’s file, which becomes absolute', () => {
    expect(readOpenRequest('avala-viewer://a/b/c?frame=2', '/')).toEqual({ kind: 'place', target: { owner: 'a', slug: 'b', sequenceUid: 'c', frameIndex: 2 } });
    expect(readOpenRequest('night run.AVSEQ', '/recordings')).toEqual({ kind: 'file', path: resolve('/recordings/night run.AVSEQ') });
  });

  test.each(['avala-viewer://../..', '/etc/passwd', 'https://avala.ai', 'x\0.avseq', ''])('%j is refused with a sentence that does not repeat it', (text) => {
    const open = () => readOpenRequest(text, '/');
    expect(open).toThrow(OptionsError);
    if (text !== '') expect(open).not.toThrow(text);
  });
});

describe('a restart without the GPU', () => {
  test('opens what is open now and keeps the other options', () => {
    const args = ['.', '--data-dir', 'here', '--open', 'a/b', '--sample'];
    expect(relaunchArguments(args, 'app://viewer/#/team/night%20run/seq_1?frame=7')).toEqual(['.', '--data-dir', 'here', '--disable-gpu', 'avala-viewer://team/night%20run/seq_1?frame=7']);
  });

  test('opens the start when nothing is open, or only a list of items', () => {
    expect(relaunchArguments(['avala-viewer://a/b', '--disable-gpu'], 'app://viewer/#/')).toEqual(['--disable-gpu']);
    expect(relaunchArguments([], 'app://viewer/#/a/b?tab=items')).toEqual(['--disable-gpu']);
  });
});
