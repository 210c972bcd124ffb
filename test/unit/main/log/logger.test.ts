import { expect, test } from 'vitest';
import { createLogger } from '../../../../main/log/logger.ts';

function loggerInto(lines: string[]) {
  return createLogger((line) => lines.push(line), () => new Date('2026-01-02T03:04:05Z'));
}

test('a line holds time, level, message and details, and is one line whatever is in it', () => {
  const lines: string[] = [];
  loggerInto(lines).warn('Something\nodd', { count: 3, cause: 'first\nsecond' });
  expect(lines).toEqual(['2026-01-02T03:04:05.000Z warn Something ⏎ odd count=3 cause=first ⏎ second']);
});

test('keys, signatures and hidden secrets stay out, also those in the cause of an error', () => {
  const lines: string[] = [];
  const log = loggerInto(lines);
  log.hide('my-odd-looking-key');
  const cause = new Error('GET https://media.example/a.jpg?X-Amz-Signature=0badc0de failed for my-odd-looking-key');
  log.error('Failed', { cause: new Error('outer avk_0123456789abcdef', { cause }) });
  expect(lines[0]).toContain('caused by');
  for (const secret of ['0badc0de', 'my-odd-looking-key', 'avk_0123456789abcdef']) expect(lines[0]).not.toContain(secret);
});
