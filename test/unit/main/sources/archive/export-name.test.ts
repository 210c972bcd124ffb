import { expect, test } from 'vitest';
import { exportName } from '../../../../../main/sources/archive/exporter.ts';

test.for<[string, string]>([
  ['scene 7', 'scene 7.avseq'],
  ['../../etc/passwd', 'etc-passwd.avseq'],
  ['C:\\drives\\one', 'C-drives-one.avseq'],
  ['...', 'recording.avseq'],
  ['', 'recording.avseq'],
  ['CON', 'recording.avseq'],
  ['lpt1.log', 'recording.avseq'],
  ['console', 'console.avseq'],
  ['ends in a dot. ', 'ends in a dot.avseq'],
  ['with\nline\u0000and <>:"|?*', 'with-line-and.avseq'],
  ['東京 ß é', '東京 ß é.avseq'],
  ['a'.repeat(300), `${'a'.repeat(60)}.avseq`],
  // Each is two units in JavaScript and four bytes on disk.
  ['𠮷'.repeat(300), `${'𠮷'.repeat(60)}.avseq`],
])('a recording called %j is exported as %j', ([label, name]) => {
  expect(exportName(label)).toBe(name);
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
  expect(name.isWellFormed()).toBe(true);
});
