import { redact } from '../log/redact.ts';

const longestMessage = 300;

function sentences(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => sentences(entry, depth - 1));
  return Object.entries(value).flatMap(([field, entry]) => {
    const own = sentences(entry, depth - 1);
    const isNamed = !['detail', 'message', 'error', 'errors', 'non_field_errors'].includes(field);
    return own.length > 0 && isNamed ? [`${field}: ${own.join(' ')}`] : own;
  });
}

/**
 * What the service says in an error's body, fit to be shown: `{"detail": text or object}`, `{"field": ["message"]}` or
 * a list (avala-api §2), redacted (bodies may echo the request) and cut to 300 characters. Null for anything else, such
 * as HTML.
 */
export function serverMessage(body: string, secrets: readonly string[]): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const text = redact(sentences(parsed, 5).join(' '), secrets).replaceAll(/[\s\p{Cc}]+/gu, ' ');
  if (text === '') return null;
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`;
}
