import { shell } from 'electron';

/** The only places outside that the app ever opens, in the user's own browser. */
const externalHosts = new Set(['avala.ai', 'www.avala.ai', 'docs.avala.ai', 'github.com']);

/** Whether an address may be given to the system: https on a host of the list, at its usual port, without credentials. */
export function isAllowedOutside(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && externalHosts.has(hostname) && port === '' && username === '' && password === '';
}

/** The one way out to the system's browser. Everything that is not on the list is left alone. */
export function openExternal(url: string): void {
  if (isAllowedOutside(url)) void shell.openExternal(url);
}
