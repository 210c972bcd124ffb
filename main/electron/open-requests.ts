import { app } from 'electron';
import { viewerLinkScheme } from '../viewer-link.ts';
import { readOpenRequest, type OpenRequest } from './open-request.ts';

export interface OpenRequestsOptions {
  onRequest: (request: OpenRequest) => void;
  /** What was asked for is refused; `message` says why, for people. */
  onRefused: (message: string) => void;
}

/** Links and files that macOS hands to the app that runs; elsewhere they come on a command line. Must be set up before the app is ready. */
export function setupOpenRequests({ onRequest, onRefused }: OpenRequestsOptions): void {
  // In development the system would start a bare Electron.
  if (app.isPackaged) app.setAsDefaultProtocolClient(viewerLinkScheme);
  const take = (event: { preventDefault: () => void }, text: string) => {
    event.preventDefault();
    let request: OpenRequest;
    try {
      request = readOpenRequest(text, process.cwd());
    } catch (error) {
      onRefused(error instanceof Error ? error.message : 'It cannot be opened.');
      return;
    }
    onRequest(request);
  };
  app.on('open-url', take);
  app.on('open-file', take);
}
