import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a media host finds of a URL's signature. */
export type SignatureState = 'valid' | 'expired' | 'wrong' | 'absent';

/**
 * Signs media URLs in the manner of S3's query-string authentication: every call gives another URL for the same file,
 * and `expire` makes all URLs given so far invalid at once, so that no test has to wait for the clock.
 */
export class Signer {
  private readonly secret = randomBytes(32);
  private generation = 0;

  /** Appends a signature; one on a folder (a path ending in `/`) is valid for everything below it. */
  sign(url: string, scope = new URL(url).pathname): string {
    const nonce = `${this.generation}-${randomBytes(6).toString('hex')}`;
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'FIXTURE/20261101/eu-central-1/s3/aws4_request',
      'X-Amz-Date': '20261101T000000Z',
      'X-Amz-Expires': '3600',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Security-Token': nonce,
      'X-Amz-Signature': this.signature(scope, nonce),
    });
    return `${url}${url.includes('?') ? '&' : '?'}${query}`;
  }

  /** Checks a request's URL. */
  check(url: URL): SignatureState {
    const given = url.searchParams.get('X-Amz-Signature');
    const nonce = url.searchParams.get('X-Amz-Security-Token');
    if (given === null || nonce === null) return 'absent';
    const folder = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1);
    const isOurs = [url.pathname, folder].some((scope) => {
      const [due, got] = [Buffer.from(this.signature(scope, nonce)), Buffer.from(given)];
      return due.length === got.length && timingSafeEqual(due, got);
    });
    if (!isOurs) return 'wrong';
    return Number.parseInt(nonce, 10) < this.generation ? 'expired' : 'valid';
  }

  /** Makes every URL signed so far expire. */
  expire(): void {
    this.generation += 1;
  }

  private signature(scope: string, nonce: string): string {
    return createHmac('sha256', this.secret).update(`${scope}\n${nonce}`).digest('hex');
  }
}
