import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Application } from '../application.ts';
import type { Logger } from '../log/logger.ts';
import { securityHeaders } from '../page/page-files.ts';
import { HostAccess } from './access.ts';
import { answerCommand } from './command-endpoint.ts';
import { refuse } from './refusal.ts';
import { serveSockets } from './sockets.ts';
import { requestedUrl, sendWebResponse, toWebRequest } from './web-request.ts';

/** The running loopback host. */
export interface HostServer {
  /** Where to open it, with the token. */
  address: string;
  close(): Promise<void>;
}

/**
 * The second shell: the application behind HTTP and a WebSocket on 127.0.0.1, for machines without Electron and for
 * end-to-end tests. `port` 0 takes a free one; rejects with the system's error when the port is taken.
 */
export async function startHostServer(application: Application, port: number, log: Logger): Promise<HostServer> {
  const server = createServer();
  const access = new HostAccess(await listen(server, port));
  server.on('request', (incoming, outgoing) => {
    answer(application, access, incoming, outgoing).catch((cause: unknown) => {
      log.error('A request met a defect.', { cause });
      if (!outgoing.headersSent) outgoing.writeHead(500, securityHeaders);
      outgoing.end();
    });
  });
  const closeSockets = serveSockets(server, access, application);
  return {
    address: access.address(),
    close: () =>
      new Promise((resolve) => {
        closeSockets();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Resolves with the port that was taken. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'));
      else resolve(address.port);
    });
  });
}

async function answer(application: Application, access: HostAccess, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const url = requestedUrl(incoming);
  const token = url.searchParams.get('token');
  if (token !== null && url.pathname === '/') {
    exchangeToken(access, token, incoming, outgoing);
  } else if (url.pathname.startsWith('/command/')) {
    await answerCommand(application, access, incoming, outgoing, gone.signal);
  } else {
    const refusal = access.refuse(incoming);
    if (refusal !== null) refuse(outgoing, refusal);
    else await sendWebResponse(await application.handle(toWebRequest(incoming, gone.signal)), outgoing);
  }
}

/** The browser keeps the address's `#…` over the redirect, so a link to a moment works with a token as well. */
function exchangeToken(access: HostAccess, token: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const refusal = access.refuseForeign(incoming);
  if (refusal !== null) return refuse(outgoing, refusal);
  const isAllowed = access.isToken(token);
  const isKnown = access.refuse(incoming) === null;
  if (!isAllowed && !isKnown) {
    return refuse(outgoing, { status: 401, message: 'This address belongs to an earlier start. Use the one that Avala Viewer printed last.' });
  }
  outgoing.writeHead(303, { ...securityHeaders, Location: '/', 'Cache-Control': 'no-store', ...(isAllowed ? { 'Set-Cookie': access.setCookie() } : {}) });
  outgoing.end();
}
