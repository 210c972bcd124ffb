import { describe, expect, it, test } from 'vitest';
import { serverMessage } from '../../../../main/api/server-message.ts';
import { failedAttempt } from '../../../../main/api/status-failure.ts';

const nowMs = Date.UTC(2026, 10, 1);

function failed(status: number, body = '', headers: Record<string, string> = {}) {
  const attempt = failedAttempt({ status, body, headers: new Headers(headers) }, ['no-shape-key'], nowMs);
  if (attempt.ok) throw new Error('A failed answer cannot be a success.');
  return attempt;
}

describe('failedAttempt', () => {
  test.each([
    [400, 'rejected-request', false],
    [401, 'key-rejected', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [408, 'timed-out', true],
    [418, 'rejected-request', false],
    [422, 'rejected-request', false],
    [429, 'throttled', true],
    [500, 'service-failed', true],
    [503, 'service-failed', true],
    [204, 'bad-response', false],
  ])('maps %i to %s (retried: %s)', (status, kind, isRetryable) => {
    expect(failed(status)).toMatchObject({ failure: { kind }, isRetryable });
  });

  it('says when to come back after a 429', () => {
    expect(failed(429, '', { 'Retry-After': '90' })).toMatchObject({
      pauseMs: 90_000,
      failure: { retryAtMs: nowMs + 90_000, message: expect.stringContaining('90 seconds') },
    });
  });

  it('tells what a rejected request was rejected for', () => {
    expect(failed(422, '{"limit":["A valid integer is required."]}').failure.message).toContain('limit: A valid integer is required.');
  });

  it('never shows the key that the service echoes', () => {
    const { message } = failed(401, '{"detail":"Invalid API key: no-shape-key"}').failure;
    expect(message).toContain('Invalid API key');
    expect(message).not.toContain('no-shape-key');
  });
});

describe('serverMessage', () => {
  test.each([
    ['{"detail":"Not found."}', 'Not found.'],
    ['{"detail":{"limit":["Too large."],"code":"x"}}', 'limit: Too large. code: x'],
    ['{"limit":["Too large.","Odd."]}', 'limit: Too large. Odd.'],
    ['["One.","Two."]', 'One. Two.'],
    ['{"non_field_errors":["Both."]}', 'Both.'],
    ['"Plain."', 'Plain.'],
  ])('reads %s', (body, message) => {
    expect(serverMessage(body, [])).toBe(message);
  });

  test.each([['<h1>Server Error</h1>'], [''], ['{}'], ['null'], ['[[[[[[["too deep"]]]]]]]']])('finds nothing to say in %s', (body) => {
    expect(serverMessage(body, [])).toBeNull();
  });

  it('is short, on one line and free of signatures', () => {
    const message = serverMessage(JSON.stringify({ detail: `a\n\nb https://h/x?Signature=abc ${'z'.repeat(1_000)}` }), []);
    expect(message).toHaveLength(300);
    expect(message).toMatch(/^a b https:\/\/h\/x\?Signature=\[hidden\] z+…$/);
  });
});
