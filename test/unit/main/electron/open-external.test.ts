import { expect, test } from 'vitest';
import { isAllowedOutside } from '../../../../main/electron/allowed-outside.ts';

test.each(['https://avala.ai/', 'https://docs.avala.ai/guide?x=1#y', 'https://github.com/avala-ai'])('%s may be given to the system', (url) => {
  expect(isAllowedOutside(url)).toBe(true);
});

test.each([
  'http://avala.ai/',
  'https://avala.ai.evil.example/',
  'https://evil.example/?https://avala.ai/',
  'https://avala.ai@evil.example/',
  'https://user:secret@avala.ai/',
  'https://avala.ai:8443/',
  'https://sub.github.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-msdt:/id',
  'smb://avala.ai/share',
  'avala-viewer://a/b',
  '//avala.ai',
  '',
])('%s may not', (url) => {
  expect(isAllowedOutside(url)).toBe(false);
});
