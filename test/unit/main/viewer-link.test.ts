import { assert, oneof, property, string, webPath } from 'fast-check';
import { expect, test } from 'vitest';
import { targetSchema } from '../../../preload/contract/model.ts';
import { readViewerLink } from '../../../main/viewer-link.ts';

test('a link names a dataset, a sequence, or a zero-based frame of it; each part may be percent-encoded', () => {
  expect(readViewerLink('avala-viewer://acme/drive')).toEqual({ owner: 'acme', slug: 'drive', sequenceUid: null });
  expect(readViewerLink('avala-viewer://acme/drive/seq_1')).toEqual({ owner: 'acme', slug: 'drive', sequenceUid: 'seq_1' });
  expect(readViewerLink('avala-viewer://Acme/Night%20Run/seq_1?frame=42')).toEqual({ owner: 'Acme', slug: 'Night Run', sequenceUid: 'seq_1', frameIndex: 42 });
  expect(readViewerLink('avala-viewer://me@example.org/drive/')).toEqual({ owner: 'me@example.org', slug: 'drive', sequenceUid: null });
});

test.each([
  ['steps out of the path', 'avala-viewer://../..'],
  ['steps out of the path, encoded', 'avala-viewer://%2e%2e/%2e%2e/etc'],
  ['an encoded slash', 'avala-viewer://acme/a%2Fb'],
  ['an encoded backslash', 'avala-viewer://acme/a%5Cb'],
  ['100 kB', `avala-viewer://acme/${'a'.repeat(100_000)}`],
  ['a part that is too long', `avala-viewer://acme/${'a'.repeat(301)}`],
  ['encoded newlines', 'avala-viewer://acme/drive%0d%0aSet-Cookie:x'],
  ['an encoded NUL', 'avala-viewer://acme/drive%00'],
  ['text that turns its direction', 'avala-viewer://acme/%E2%80%AEevird'],
  ['broken encoding', 'avala-viewer://acme/%E0%A4'],
  ['another scheme', 'file:///etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['our scheme without a place', 'avala-viewer://'],
  ['our scheme without slashes', 'avala-viewer:acme/drive'],
  ['one part only', 'avala-viewer://acme'],
  ['four parts', 'avala-viewer://a/b/c/d'],
  ['an empty part', 'avala-viewer://acme//seq'],
  ['a negative frame', 'avala-viewer://a/b/c?frame=-1'],
  ['a frame beyond all', 'avala-viewer://a/b/c?frame=99999999999'],
  ['other parameters', 'avala-viewer://a/b/c?frame=1&open=x'],
  ['a frame of a dataset', 'avala-viewer://a/b?frame=1'],
  ['an unencoded newline', 'avala-viewer://a/b\n--no-sandbox'],
])('%s is refused', (_, link) => {
  expect(readViewerLink(link)).toBeNull();
});

test('what would be a switch on a command line stays a name', () => {
  expect(readViewerLink('avala-viewer://a/b" --gpu-launcher=calc')).toEqual({ owner: 'a', slug: 'b" --gpu-launcher=calc', sequenceUid: null });
});

test('whatever the text, it is refused or names a place within the contract, without control characters', () => {
  assert(
    property(oneof(string({ unit: 'binary', maxLength: 200 }), webPath().map((path) => `/${path}`)), (rest) => {
      const target = readViewerLink(`avala-viewer:/${rest}`) ?? readViewerLink(`avala-viewer://${rest}`);
      if (target === null) return;
      expect(targetSchema.safeParse(target).success).toBe(true);
      for (const part of [target.owner, target.slug, target.sequenceUid ?? 'x']) expect(part).toMatch(/^[^\p{Cc}/\\]+$/u);
    }),
  );
});
