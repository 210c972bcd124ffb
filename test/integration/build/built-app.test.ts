import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));
const read = (path: string) => readFileSync(dist + path, 'utf8');

test('the preload is one CommonJS file that requires only electron, as a sandbox demands', () => {
  expect(readdirSync(`${dist}preload`)).toEqual(['preload.cjs']);
  const text = read('preload/preload.cjs');
  const required = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name);
  expect(new Set(required)).toEqual(new Set(['electron']));
  expect(text).not.toMatch(/^\s*(import|export)\b|\bimport\(/m);
});

test('the privileged side needs nothing that is not bundled, but Node itself and electron', () => {
  const files = readdirSync(`${dist}main`).filter((file) => file.endsWith('.js'));
  expect(files).toEqual(expect.arrayContaining(['electron.js', 'host.js', 'sample-worker.js', 'hash-worker.js']));
  const known = new Set(['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
  for (const file of files) {
    const imported = [...read(`main/${file}`).matchAll(/^(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm)];
    for (const [, from, bare] of imported) {
      const name = from ?? bare ?? '';
      expect(name.startsWith('./') || known.has(name) || name === 'node:sqlite', `${file} imports ${name}`).toBe(true);
    }
  }
});

test('only the desktop app imports electron', () => {
  const files = readdirSync(`${dist}main`).filter((file) => file.endsWith('.js'));
  const importing = files.filter((file) => /from\s*["']electron["']/.test(read(`main/${file}`)));
  expect(importing).toEqual(['electron.js']);
});

test('the page brings no inline script or style, so that its policy needs no exception', () => {
  const html = read('renderer/index.html');
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/https?:\/\//);
});
