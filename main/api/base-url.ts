import { Failure } from '../failure.ts';
import { isLoopback } from '../http/loopback.ts';

/** Where the API is unless `AVALA_BASE_URL` says otherwise (avala-api §1). */
export const defaultBaseUrl = 'https://server.avala.ai/api/v1';

/** Two names of the same service: its answers may link to either. */
const avalaOrigins = new Set(['https://server.avala.ai', 'https://api.avala.ai']);

const refuse = (reason: string) => {
  // The address itself is not repeated: it may hold a password.
  throw new Failure('invalid-input', `The address of the Avala service cannot be used: ${reason} Correct AVALA_BASE_URL and start again.`);
};

/**
 * Checks the address of the API and returns it without a slash at the end. The key is sent there, so it must be https
 * (http only on this machine) and hold no credentials, query or fragment. Throws `Failure` (`invalid-input`).
 */
export function parseBaseUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null) return refuse('it is not a web address.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return refuse('it must begin with https:// (http:// is for localhost only), because the key is sent there.');
  }
  if (url.username !== '' || url.password !== '') return refuse('it holds a user name or a password.');
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) return refuse('it holds a query or a fragment.');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Whether `url` is on the service that `baseUrl` names. */
export function isSameService(url: URL, baseUrl: string): boolean {
  const { origin } = new URL(baseUrl);
  return url.origin === origin || (avalaOrigins.has(origin) && avalaOrigins.has(url.origin));
}
