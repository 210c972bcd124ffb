import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn, type StandInApp, type StandInOptions } from './electron-stand-in/start-stand-in.ts';
import { expect, test as base } from './viewer.ts';

/** A desktop app that has shown its page, and where it keeps its data. */
export interface Desktop extends StandInApp {
  dataFolder: string;
}

export interface DesktopOptions extends StandInOptions {
  /** Another start's folder, to see what persists. */
  dataFolder?: string;
}

export interface DesktopFixtures {
  /** Starts the desktop app over the stand-in; it is closed after the test. */
  startDesktop: (options?: DesktopOptions) => Promise<Desktop>;
  /** An empty folder for data, deleted after the test. */
  emptyFolder: string;
}

export const test = base.extend<DesktopFixtures>({
  emptyFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'avala-desktop-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  startDesktop: async ({ emptyFolder }, use) => {
    const apps: Desktop[] = [];
    await use(async ({ dataFolder = emptyFolder, args = [], ...options } = {}) => {
      const app: Desktop = { ...(await startStandIn({ ...options, args: ['--data-dir', dataFolder, ...args] })), dataFolder };
      apps.push(app);
      const loaded = app.page.waitForEvent('load');
      app.release();
      await loaded;
      return app;
    });
    for (const app of apps) await app.close();
  },
});

export { expect };
