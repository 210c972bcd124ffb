import { STATUS_CODES, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Application } from '../application.ts';
import type { HostAccess } from './access.ts';
import { requestedUrl } from './web-request.ts';

/**
 * Events for the page over a WebSocket at `/events`, one JSON text a message; what the page sends is ignored. The
 * upgrade passes the same checks as a command: browsers let any site open a WebSocket, with cookies, to any host.
 * Returns the function that ends it.
 */
export function serveEvents(server: Server, access: HostAccess, application: Application): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024 });
  server.on('upgrade', (request, socket, head) => {
    const isEvents = requestedUrl(request).pathname === '/events';
    const status = access.refuseScript(request)?.status ?? (isEvents ? null : 404);
    if (status !== null) {
      // Node hands the socket over without a listener: a peer that resets it would end the whole application.
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      const unsubscribe = application.subscribe((event) => webSocket.send(JSON.stringify(event)));
      webSocket.on('close', unsubscribe);
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}
