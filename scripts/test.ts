import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build.ts';
import { findBrowser } from './find-browser.ts';
import { findElectron } from './find-electron.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** Runs a package's command-line tool on this Node, with this terminal; returns whether it succeeded. */
function runTool(packageName: string, tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const manifestPath = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifestPath) as { bin: string | Record<string, string> };
  const script = typeof bin === 'string' ? bin : bin[tool];
  if (script === undefined) throw new Error(`${packageName} has no command ${tool}.`);
  const { status } = spawnSync(process.execPath, [join(dirname(manifestPath), script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

async function runEndToEnd(args: readonly string[]): Promise<boolean> {
  await buildApp();
  const electron = findElectron();
  if (electron === null) {
    console.error('\n*** NOT RUN: the end-to-end specs in Electron, because its binary is not here and cannot be downloaded. They run in the loopback host, and what is the desktop app’s over a stand-in for Electron. ***\n');
  }
  return runTool('@playwright/test', 'playwright', ['test', ...args], {
    AVALA_TEST_BROWSER: findBrowser(),
    ...(electron === null ? {} : { AVALA_TEST_ELECTRON: electron }),
  });
}

const stages: Record<string, (args: readonly string[]) => boolean | Promise<boolean>> = {
  typecheck: () => runTool('typescript', 'tsc', ['-b']),
  lint: () => runTool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings']),
  unit: (args) => runTool('vitest', 'vitest', ['run', '--project', 'unit', ...args]),
  // Some of these look at what the build made.
  integration: async (args) => {
    await buildApp();
    return runTool('vitest', 'vitest', ['run', '--project', 'integration', ...args]);
  },
  package: async (args) => {
    await buildApp();
    return runTool('vitest', 'vitest', ['run', '--project', 'package', ...args], { AVALA_TEST_BROWSER: findBrowser() });
  },
  e2e: runEndToEnd,
};

// `npm test` runs every stage; `npm test -- unit [arguments]` runs one.
const [only, ...args] = process.argv.slice(2);
const chosen = only === undefined ? Object.keys(stages) : [only];
for (const name of chosen) {
  const stage = stages[name];
  if (stage === undefined) {
    console.error(`There is no stage "${name}". Stages: ${Object.keys(stages).join(', ')}.`);
    process.exit(2);
  }
  console.log(`\n— ${name} —`);
  if (!(await stage(args))) {
    console.error(`\n${name} failed.`);
    process.exit(1);
  }
}
