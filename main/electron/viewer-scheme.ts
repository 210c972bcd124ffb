import { protocol } from 'electron';
import type { Application } from '../application.ts';

/** The page's origin in the desktop app: UI and bytes on one, so that no CORS and one content security policy hold. */
export const viewerOrigin = 'app://viewer';

/** Electron allows one call of this, before the app is ready. */
export function registerViewerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Answers `app://viewer/…`; any other host of the scheme has nothing. */
export function serveViewerScheme(application: Application): void {
  protocol.handle('app', (request) =>
    new URL(request.url).host === 'viewer' ? application.handle(request) : new Response(null, { status: 404 }),
  );
}
