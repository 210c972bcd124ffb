import { expect, test } from 'vitest';

// The scripts’ project refers to the tests’, so that this one cannot refer back.
const module = (await import(new URL('../../../scripts/explain-packaging.ts', import.meta.url).href)) as { explainPackaging: (error: unknown) => string | null };
const { explainPackaging } = module;

const named = (name: string, message: string, more: object = {}) => Object.assign(new Error(message), { name, ...more });

test.each([
  ['a host that is not found', named('RequestError', 'getaddrinfo ENOTFOUND github.com', { code: 'ENOTFOUND' })],
  ['an answer that is an error', named('HTTPError', 'Response code 404 (Not Found)')],
  ['one that is wrapped', new Error('Cannot unpack', { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) })],
])('a download that fails by %s ends in what is missing, and in what proves the packages without it', (_, error) => {
  const explanation = explainPackaging(error);
  expect(explanation).toContain('Electron’s binary');
  expect(explanation).toContain('npm run package:check');
  expect(explanation).not.toMatch(/\n\s+at /);
});

test.each([new Error('The icon is missing'), new TypeError('x is not a function'), 'text', undefined])('%s is not explained away', (error) => {
  expect(explainPackaging(error)).toBeNull();
});
