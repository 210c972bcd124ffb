import { signingParameters } from '../http/signing-parameters.ts';

const signingParameter = new RegExp(`^(?:${signingParameters})$`, 'i');

/**
 * The stable part of a media URL: origin, path and query without the parameters that S3, CloudFront, Google Cloud
 * Storage and Azure sign with (avala-api: "identify an asset by origin + path + query without the signing parameters").
 * Two reads of the same sequence give the same identity although every URL differs. Throws `TypeError` on a non-URL.
 */
export function assetIdentity(url: string): string {
  const parsed = new URL(url);
  const kept = [...parsed.searchParams].filter(([name]) => !signingParameter.test(name));
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(kept).toString();
  return parsed.origin + parsed.pathname + (query === '' ? '' : `?${query}`);
}
