import { expect, test } from 'vitest';
import { readHandedOverTarget, type HandOver } from '../../../../main/electron/hand-over.ts';
import { createLogger } from '../../../../main/log/logger.ts';

/** Reads what arrives when `data` has crossed to another process as JSON, as Electron has it. */
function read(data: unknown) {
  const lines: string[] = [];
  const target = readHandedOverTarget(JSON.parse(JSON.stringify(data)), createLogger((line) => lines.push(line)));
  return { target, lineCount: lines.length };
}

test.for<HandOver>([
  { target: { owner: 'acme', slug: 'drive', sequenceUid: 'seq_1' } },
  { target: { owner: 'acme', slug: 'drive', sequenceUid: null } },
  { target: null },
])('%j is taken as it was given', (handOver) => {
  expect(read(handOver)).toEqual({ target: handOver.target, lineCount: 0 });
});

test.for([null, {}, 'acme/drive', { target: 'acme/drive' }, { target: { owner: 'acme', slug: 7, sequenceUid: null } }])(
  '%j, from another version or program, names no place and is logged',
  (data) => {
    expect(read(data)).toEqual({ target: null, lineCount: 1 });
  },
);
