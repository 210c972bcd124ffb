import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build.ts';
import { findBrowser } from './find-browser.ts';

const folder = fileURLToPath(new URL('../test/bench/', import.meta.url));
const [name = '', ...args] = process.argv.slice(2);
const script = `${folder}${name}.bench.ts`;

// `npm run bench -- NAME [--json]`: with --json, one JSON object on stdout and nothing else.
if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.bench.ts') ? [file.replace('.bench.ts', '')] : []));
  console.error(`Which bench? One of: ${names.join(', ')}. Example: npm run bench -- ${names[0]} --json`);
  process.exitCode = 2;
} else {
  await buildApp();
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, AVALA_TEST_BROWSER: findBrowser() },
  });
  process.exitCode = status ?? 1;
}
