import { expect, test } from 'vitest';
import { readHandOver, type HandOver } from '../../../../main/electron/hand-over.ts';
import { createLogger } from '../../../../main/log/logger.ts';

/** Reads what arrives when `data` has crossed to another process as JSON, as Electron has it. */
function read(data: unknown) {
  const lines: string[] = [];
  const request = readHandOver(JSON.parse(JSON.stringify(data)), createLogger((line) => lines.push(line)));
  return { request, lineCount: lines.length };
}

test.for<HandOver>([
  { request: { kind: 'place', target: { owner: 'acme', slug: 'drive', sequenceUid: 'seq_1', frameIndex: 3 } } },
  { request: { kind: 'place', target: { owner: 'acme', slug: 'drive', sequenceUid: null } } },
  { request: { kind: 'file', path: '/recordings/night.avseq' } },
  { request: null },
])('%j is taken as it was given', (handOver) => {
  expect(read(handOver)).toEqual({ request: handOver.request, lineCount: 0 });
});

test.for([
  null,
  {},
  'acme/drive',
  { request: 'acme/drive' },
  { request: { kind: 'place', target: { owner: 'acme', slug: 7, sequenceUid: null } } },
  { request: { kind: 'place', target: { owner: 'acme', slug: 'drive', sequenceUid: 's', frameIndex: -1 } } },
  { request: { kind: 'file', path: '' } },
])('%j, from another version or program, names nothing and is logged', (data) => {
  expect(read(data)).toEqual({ request: null, lineCount: 1 });
});
