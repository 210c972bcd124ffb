import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { helpText, OptionsError, parseOptions } from '../main/options.ts';
import { buildApp } from './build.ts';
import { findElectron } from './find-electron.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);

/** Runs the app in the foreground with this terminal, and ends as it ends. */
function run(command: string, commandArgs: readonly string[]): void {
  const child = spawn(command, commandArgs, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Avala Viewer could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 0);
  });
}

try {
  const options = parseOptions(args);
  if (options.showHelp) {
    process.stdout.write(helpText);
  } else {
    await buildApp();
    const electron = options.useHost ? null : findElectron();
    if (electron !== null) {
      run(electron, [root, ...args]);
    } else {
      if (!options.useHost) {
        console.error('The Electron binary is missing and could not be downloaded, so Avala Viewer runs in your browser instead.');
      }
      run(process.execPath, [fileURLToPath(new URL('../dist/main/host.js', import.meta.url)), ...args]);
    }
  }
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(`${error.message}\nTry: npm start -- --help`);
  process.exitCode = 2;
}
