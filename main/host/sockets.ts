import { STATUS_CODES, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { mediaSocketPath } from '../../preload/contract/media-socket.ts';
import type { Application } from '../application.ts';
import type { HostAccess } from './access.ts';
import { answerMediaSocket } from './media-socket.ts';
import { requestedUrl } from './web-request.ts';

/**
 * The host's WebSockets: events for the page at `/events`, one JSON text a message, and media files at `/media-socket`.
 * The upgrade passes the same checks as a command: browsers let any site open a WebSocket, with cookies, to any host.
 * Returns the function that ends them.
 */
export function serveSockets(server: Server, access: HostAccess, application: Application): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024 });
  const serveAt: Record<string, (socket: WebSocket) => void> = {
    '/events': (socket) => socket.on('close', application.subscribe((event) => socket.send(JSON.stringify(event)))),
    [mediaSocketPath]: (socket) => answerMediaSocket(socket, application),
  };
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = requestedUrl(request);
    const serve = Object.hasOwn(serveAt, pathname) ? serveAt[pathname] : undefined;
    const status = access.refuseScript(request)?.status ?? (serve === undefined ? 404 : null);
    if (status !== null || serve === undefined) {
      // Node hands the socket over without a listener: a peer that resets it would end the whole application.
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status ?? 404] ?? ''}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      serve(webSocket);
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}
