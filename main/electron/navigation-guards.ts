import { app } from 'electron';
import { openExternal } from './open-external.ts';
import { viewerOrigin } from './viewer-scheme.ts';

/** Keeps every page that will ever exist on our own origin, without windows of its own, frames or guests. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    const stayHome = (event: { url: string; preventDefault: () => void }) => {
      if (!event.url.startsWith(`${viewerOrigin}/`)) event.preventDefault();
    };
    contents.on('will-navigate', stayHome);
    contents.on('will-frame-navigate', stayHome);
    contents.on('will-redirect', stayHome);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openExternal(url);
      return { action: 'deny' };
    });
  });
}
