import { describe, expect, it } from 'vitest';
import { countStatuses, createSequenceFilter, type SequenceQuery } from '../../../../renderer/stores/visible-sequences.ts';
import { isInOrder } from '../../../../renderer/stores/sequence-ordering.ts';
import { sequenceRow } from '../../../support/rows.ts';

const everything: SequenceQuery = { search: '', statuses: new Set(), sortBy: 'service' };
const shown = (rows: ReturnType<typeof sequenceRow>[], query: Partial<SequenceQuery>) =>
  createSequenceFilter()(rows, { ...everything, ...query }).map(({ uid }) => uid);

describe('searching', () => {
  const rows = [
    sequenceRow('u1', { key: 'Night_Drive', viewKeys: ['camera_front', 'lidar'] }),
    sequenceRow('u2', { key: 'day_drive', viewKeys: ['camera_rear'] }),
  ];
  it('finds every word, in any order and case, in key, uid and names of views', () => {
    expect(shown(rows, { search: 'DRIVE' })).toEqual(['u1', 'u2']);
    expect(shown(rows, { search: 'lidar night' })).toEqual(['u1']);
    expect(shown(rows, { search: 'u2' })).toEqual(['u2']);
    expect(shown(rows, { search: 'night rear' })).toEqual([]);
  });

  it('narrows by any of the statuses, also by none at all', () => {
    const mixed = [sequenceRow('a', { status: 'completed' }), sequenceRow('b', { status: null }), sequenceRow('c')];
    expect(shown(mixed, { statuses: new Set(['completed', '']) })).toEqual(['a', 'b']);
    expect([...countStatuses(mixed)]).toEqual([['completed', 1], ['', 1], ['pending', 1]]);
  });
});

describe('ordering by the viewer', () => {
  it('orders keys as people count, not letter by letter', () => {
    const rows = ['drive_10', 'drive_9', 'Drive_2'].map((key) => sequenceRow(key));
    expect(shown(rows, { sortBy: 'key' })).toEqual(['Drive_2', 'drive_9', 'drive_10']);
    expect(shown(rows, { sortBy: '-key' })).toEqual(['drive_10', 'drive_9', 'Drive_2']);
  });

  it('puts rows without a number of frames last in both directions', () => {
    const rows = [sequenceRow('none', { frameCount: null }), sequenceRow('5', { frameCount: 5 }), sequenceRow('3', { frameCount: 3 })];
    expect(shown(rows, { sortBy: 'frames' })).toEqual(['3', '5', 'none']);
    expect(shown(rows, { sortBy: '-frames' })).toEqual(['5', '3', 'none']);
  });

  it('keeps the order while pages are appended, and starts anew for other rows or another order', () => {
    const filter = createSequenceFilter();
    const first = [sequenceRow('b'), sequenceRow('d')];
    const grown = [...first, sequenceRow('a'), sequenceRow('c')];
    const keys = (rows: typeof first, sortBy: SequenceQuery['sortBy']) => filter(rows, { ...everything, sortBy }).map(({ uid }) => uid);
    expect(keys(first, 'key')).toEqual(['b', 'd']);
    expect(keys(grown, 'key')).toEqual(['a', 'b', 'c', 'd']);
    expect(keys(grown, '-key')).toEqual(['d', 'c', 'b', 'a']);
    expect(keys([sequenceRow('z'), sequenceRow('y')], '-key')).toEqual(['z', 'y']);
    expect(keys(first, '-key')).toEqual(['d', 'b']);
  });
});

describe('telling whether a service kept to an order', () => {
  const named = (...keys: string[]) => keys.map((key) => sequenceRow(key));
  it('takes both the natural order and the order of bytes for keys', () => {
    expect(isInOrder(named('drive_2', 'drive_10'), 'key')).toBe(true);
    expect(isInOrder(named('drive_10', 'drive_2'), 'key')).toBe(true);
    expect(isInOrder(named('a', 'c', 'b'), 'key')).toBe(false);
    expect(isInOrder(named('c', 'b', 'a'), '-key')).toBe(true);
  });

  it('does not mind where rows without a value are', () => {
    const rows = [sequenceRow('n', { frameCount: null }), sequenceRow('1', { frameCount: 1 }), sequenceRow('2', { frameCount: 2 })];
    expect(isInOrder(rows, 'frames')).toBe(true);
    expect(isInOrder(rows, '-frames')).toBe(false);
  });
});
