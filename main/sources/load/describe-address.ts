const longestTail = 60;

/**
 * An address as evidence may name it: the host and the tail of the path. Never the query, which may be a signature, nor
 * the whole path, which may name people or buckets.
 */
export function describeAddress(address: string): string {
  if (!URL.canParse(address)) return 'the address';
  const url = new URL(address);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const tail = segments.slice(-2).join('/').slice(-longestTail);
  const slash = tail !== '' && url.pathname.endsWith('/') ? '/' : '';
  const host = url.host === '' ? url.protocol : url.host;
  return `${host}/${segments.length > 2 ? '…/' : ''}${tail}${slash}`;
}
