import { app, shell } from 'electron';
import { viewerOrigin } from './viewer-scheme.ts';

/** The only places outside that the app ever opens, in the user's own browser. */
const externalHosts = new Set(['avala.ai', 'www.avala.ai', 'docs.avala.ai', 'github.com']);

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

function openExternal(url: string): void {
  if (!URL.canParse(url)) return;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' && externalHosts.has(hostname)) void shell.openExternal(url);
}
