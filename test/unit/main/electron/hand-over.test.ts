import { expect, test } from 'vitest';
import { readHandedOver, type HandOver } from '../../../../main/electron/hand-over.ts';
import { createLogger } from '../../../../main/log/logger.ts';

/** Reads what arrives when `data` has crossed to another process as JSON, as Electron has it. */
function read(data: unknown) {
  const lines: string[] = [];
  const place = readHandedOver(JSON.parse(JSON.stringify(data)), createLogger((line) => lines.push(line)));
  return { place, lineCount: lines.length };
}

test.for<HandOver>([
  { target: { owner: 'acme', slug: 'drive', sequenceUid: 'seq_1' }, path: null },
  { target: { owner: 'acme', slug: 'drive', sequenceUid: null }, path: null },
  { target: null, path: '/data/drive 1' },
  { target: null, path: null },
])('%j is taken as it was given', (handOver) => {
  expect(read(handOver)).toEqual({ place: handOver, lineCount: 0 });
});

test('what a version without paths hands over is taken, too', () => {
  expect(read({ target: null })).toEqual({ place: { target: null, path: null }, lineCount: 0 });
});

test.for([null, {}, 'acme/drive', { target: 'acme/drive' }, { target: { owner: 'acme', slug: 7, sequenceUid: null } }])(
  '%j, from another version or program, names no place and is logged',
  (data) => {
    expect(read(data)).toEqual({ place: { target: null, path: null }, lineCount: 1 });
  },
);
