import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import type { Logger } from '../log/logger.ts';
import { createLoopGuard } from './loop-guard.ts';
import { relaunchArguments } from './relaunch-arguments.ts';
import { viewerOrigin } from './viewer-scheme.ts';

const guardOptions = { limit: 3, withinMs: 60_000 };

/**
 * Brings pages back that lost their process or the GPU. The address of a page names its moment and is kept true while it is
 * stepped or played, so that loading it again returns to the same frame. What fails again and again is asked about.
 */
export function setupRecovery(log: Logger): void {
  const mayReloadPage = createLoopGuard(guardOptions);
  const mayLoseGpu = createLoopGuard(guardOptions);

  const onPageGone = (contents: WebContents, details: { reason: string; exitCode: number }) => {
    if (details.reason === 'clean-exit' || contents.isDestroyed()) return;
    log.error('The page’s process is gone.', { reason: details.reason, exitCode: details.exitCode });
    if (mayReloadPage()) contents.reload();
    else void askAboutPage(contents, log);
  };

  app.on('web-contents-created', (_, contents) => {
    contents.on('render-process-gone', (_event, details) => onPageGone(contents, details));
    contents.on('unresponsive', () => log.warn('The page does not respond.'));
    contents.on('responsive', () => log.info('The page responds again.'));
    contents.on('preload-error', (_event, _path, cause) => log.error('The preload failed.', { cause }));
  });

  app.on('child-process-gone', (_, { type, reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('A helper process is gone.', { type, reason, exitCode });
    // Chromium starts it again, and panels draw anew when their contexts are given back; a driver that keeps failing is another matter.
    if (type === 'GPU' && !mayLoseGpu()) void askAboutGpu(log);
  });
}

async function askAboutPage(contents: WebContents, log: Logger): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'Avala Viewer’s page keeps failing',
    detail: 'It was opened again three times within a minute. Settings and kept media are safe. Go to the start to leave what is open, or quit and look into Help → Show Logs after the next start.',
    buttons: ['Go to the Start', 'Try Again', 'Quit'],
    defaultId: 0,
    cancelId: 2,
  });
  if (contents.isDestroyed()) return;
  if (response === 0) contents.loadURL(`${viewerOrigin}/#/`).catch((cause: unknown) => log.error('The start could not be opened.', { cause }));
  else if (response === 1) contents.reload();
  else app.quit();
}

async function askAboutGpu(log: Logger): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'The graphics driver keeps failing',
    detail: 'Avala Viewer can start again and draw without the graphics card: slower, but steady. It comes back to what is open now; settings and kept media are safe.',
    buttons: ['Restart without Graphics Card', 'Go on as It Is'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) return;
  log.warn('Starting again without the GPU.');
  const [window] = BrowserWindow.getAllWindows();
  app.relaunch({ args: relaunchArguments(process.argv.slice(1), window?.webContents.getURL() ?? '') });
  app.quit();
}
