import { BrowserWindow, dialog } from 'electron';
import type { ChooseFiles } from '../choose-files.ts';
import { archiveSuffix } from '../sources/archive/archive-manifest.ts';

const archives = { name: 'Exported recordings', extensions: [archiveSuffix.slice(1)] };
const openable = { name: 'Exported recordings and videos', extensions: [archiveSuffix.slice(1), 'mp4', 'webm', 'mkv', 'mov'] };

/** Asks by the system's dialog, over the window that is in front. */
export const chooseFiles: ChooseFiles = async ({ what, suggestedName }) => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (what === 'export') {
    // The page asks before a file is replaced, in every shell alike.
    const options = { title: 'Export recording', defaultPath: suggestedName, filters: [archives], properties: ['createDirectory' as const] };
    const { canceled, filePath } = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
    return canceled || filePath === '' ? [] : [filePath];
  }
  const options = {
    folders: { title: 'Open folder', properties: ['openDirectory' as const, 'multiSelections' as const] },
    files: { title: 'Open file', filters: [openable], properties: ['openFile' as const, 'multiSelections' as const] },
    place: { title: 'Choose folder', properties: ['openDirectory' as const, 'createDirectory' as const] },
  }[what];
  const { canceled, filePaths } = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
  return canceled ? [] : filePaths;
};
