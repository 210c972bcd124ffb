import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Logger } from '../log/logger.ts';

/** What of electron-updater is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  logger: Pick<Logger, 'info' | 'warn' | 'error'> | null;
  checkForUpdates: () => Promise<{ isUpdateAvailable: boolean; updateInfo: { version: string } } | null>;
  downloadUpdate: () => Promise<unknown>;
  quitAndInstall: () => void;
}

/** electron-builder writes this beside the app when `publish` is configured. Without it nothing is ever asked of any server. */
export function isFeedConfigured(resourcesPath: string | undefined = process.resourcesPath): boolean {
  return app.isPackaged && resourcesPath !== undefined && existsSync(join(resourcesPath, 'app-update.yml'));
}

/**
 * Looks for a newer version because someone asked for it, and asks before it downloads and before it installs. What comes is
 * checked by electron-updater: its SHA-512 against the feed's, on macOS and Windows its publisher's signature as well.
 */
export async function checkForUpdates(log: Logger, loadUpdater: () => Promise<Updater> = loadElectronUpdater): Promise<void> {
  let failed = 'Updates could not be looked for';
  try {
    const updater = await loadUpdater();
    Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, logger: log });
    const found = await updater.checkForUpdates();
    if (found?.isUpdateAvailable !== true) {
      await dialog.showMessageBox({ type: 'info', message: 'Avala Viewer is up to date', detail: `This is version ${app.getVersion()}.`, buttons: ['OK'] });
      return;
    }
    const { version } = found.updateInfo;
    if (!(await agrees(`Version ${version} is available`, `This is version ${app.getVersion()}. Download the new one now? You are asked again before it is installed.`, 'Download'))) return;
    failed = 'The update could not be downloaded';
    await updater.downloadUpdate();
    failed = 'The update could not be installed';
    if (await agrees(`Version ${version} is downloaded`, 'Install it now? Avala Viewer closes and starts again; settings and kept media stay.', 'Install')) updater.quitAndInstall();
  } catch (cause) {
    log.warn(`${failed}.`, { cause });
    await dialog.showMessageBox({
      type: 'warning',
      message: failed,
      detail: 'Nothing was changed. Check the network and try again; Help → Show Logs has the reason.',
      buttons: ['OK'],
    });
  }
}

async function agrees(message: string, detail: string, action: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({ type: 'question', message, detail, buttons: [action, 'Not Now'], defaultId: 0, cancelId: 1 });
  return response === 0;
}

async function loadElectronUpdater(): Promise<Updater> {
  // Most starts never need it.
  const { default: electronUpdater } = await import('electron-updater');
  return electronUpdater.autoUpdater;
}
