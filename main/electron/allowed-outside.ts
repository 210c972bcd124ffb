/** The only places outside that the app ever opens, in the user's own browser. */
const externalHosts = new Set(['avala.ai', 'www.avala.ai', 'docs.avala.ai', 'github.com']);

/** Whether an address may be given to the system: https on a host of the list, at its usual port, without credentials. */
export function isAllowedOutside(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && externalHosts.has(hostname) && port === '' && username === '' && password === '';
}
