import { Failure } from '../failure.ts';

/**
 * One segment of an API path, percent-encoded: an owner may be an e-mail address. Refuses what would change the path
 * (empty, `.`, `..`) and what no name holds (control characters, halves of a surrogate pair).
 * Throws `Failure` (`invalid-input`).
 */
export function pathSegment(value: string): string {
  if (value === '' || value === '.' || value === '..' || /\p{Cc}/u.test(value) || !value.isWellFormed()) {
    throw new Failure('invalid-input', 'This name of an owner, dataset, item or sequence cannot exist. Check how it is written.');
  }
  return encodeURIComponent(value);
}
