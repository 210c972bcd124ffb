import type { ServerResponse } from 'node:http';
import { securityHeaders } from '../page/page-files.ts';

/** Why a request is refused: the status to answer, and a sentence for whoever sees it. */
export interface Refusal {
  status: 401 | 403 | 413 | 421;
  message: string;
}

/** Answers a refused request in plain text. */
export function refuse(outgoing: ServerResponse, refusal: Refusal): void {
  outgoing.writeHead(refusal.status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  outgoing.end(`${refusal.message}\n`);
}
