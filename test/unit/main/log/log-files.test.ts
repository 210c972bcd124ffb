import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogFiles } from '../../../../main/log/log-files.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'avala-logs-')), 'logs');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('a line is on disk when it is written, in a file that only its owner can read', () => {
  openLogFiles({ folder }).write('one');
  expect(read('avala-viewer.log')).toBe('one\n');
  expect(statSync(join(folder, 'avala-viewer.log')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a full file is put aside, and beyond the kept ones the oldest is lost', () => {
  const log = openLogFiles({ folder, mostBytes: 10, keptFiles: 2 });
  for (const line of ['aaaaaaa', 'bbbbbbb', 'ccccccc', 'ddddddd']) log.write(line);
  expect(readdirSync(folder).sort()).toEqual(['avala-viewer.1.log', 'avala-viewer.2.log', 'avala-viewer.log']);
  expect([read('avala-viewer.log'), read('avala-viewer.1.log'), read('avala-viewer.2.log')]).toEqual(['ddddddd\n', 'ccccccc\n', 'bbbbbbb\n']);
});

test('the next start goes on where the last one ended, and counts what is there', () => {
  openLogFiles({ folder, mostBytes: 10 }).write('aaaaa');
  const next = openLogFiles({ folder, mostBytes: 10 });
  next.write('bb');
  expect(read('avala-viewer.log')).toBe('aaaaa\nbb\n');
  next.write('c'.repeat(5));
  expect([read('avala-viewer.1.log'), read('avala-viewer.log')]).toEqual(['aaaaa\nbb\n', 'ccccc\n']);
});

test('a folder that cannot be made stops nothing', () => {
  writeFileSync(join(folder, '..', 'file'), '');
  chmodSync(join(folder, '..', 'file'), 0o400);
  expect(() => openLogFiles({ folder: join(folder, '..', 'file', 'logs') }).write('one')).not.toThrow();
});
