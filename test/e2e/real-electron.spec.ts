import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Linux runs this in containers, which have no user namespaces to build a sandbox of.
test.skip(process.platform === 'linux', 'Electron says only on macOS and Windows whether a process is sandboxed.');

test('every process that draws a page is sandboxed by the system', async () => {
  const executablePath = process.env['AVALA_TEST_ELECTRON'] ?? '';
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-electron-'));
  const app = await _electron.launch({ executablePath, args: [root, '--data-dir', dataFolder], env: { ...process.env, AVALA_API_KEY: '', AVALA_BASE_URL: '' } });
  try {
    const page = await app.firstWindow();
    await page.getByLabel('API key').waitFor();
    const sandboxed = await app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().filter(({ type }) => type === 'Tab').map((metrics) => metrics.sandboxed));
    expect(sandboxed.length).toBeGreaterThan(0);
    expect(new Set(sandboxed)).toEqual(new Set([true]));
  } finally {
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});
