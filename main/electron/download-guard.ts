import { session } from 'electron';
import { viewerOrigin } from './viewer-scheme.ts';

/** What the page saves, it saves from itself, and the person says where: Electron asks as long as nobody sets a path. */
export function guardDownloads(): void {
  session.defaultSession.on('will-download', (event, item) => {
    const url = item.getURL();
    const isOwn = url.startsWith(`${viewerOrigin}/`) || url.startsWith(`blob:${viewerOrigin}/`);
    if (isOwn) item.setSaveDialogOptions({ title: 'Save', defaultPath: item.getFilename() });
    else event.preventDefault();
  });
}
