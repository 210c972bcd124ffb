import { describe, expect, it } from 'vitest';
import { keepAll } from '../../../../../preload/contract/downloads.ts';
import { choiceOf, describeChoice, draftOf, problemOf } from '../../../../../renderer/ui/offline/keep-draft.ts';

const sequence = { viewKeys: ['front', 'left', 'right', 'rear', 'up', 'lidar'], frameCount: 150 };

describe('what is chosen to be kept', () => {
  it('counts frames from 1 for people and from 0 for the queue, whose end is excluded', () => {
    const choice = { viewKeys: ['front', 'lidar'], frameRange: [9, 50] as [number, number], everyNth: 5 };
    const draft = draftOf(choice, sequence);
    expect(draft).toMatchObject({ isRange: true, firstFrame: 10, lastFrame: 50, everyNth: 5 });
    expect(choiceOf(draft)).toEqual(choice);
    expect(choiceOf(draftOf(keepAll, sequence))).toEqual(keepAll);
  });

  it('says what it comes to', () => {
    expect(describeChoice(keepAll, sequence)).toBe('All frames of all views.');
    expect(describeChoice({ viewKeys: ['front', 'lidar'], frameRange: [9, 50], everyNth: 5 }, sequence)).toBe('Frames 10 to 50, every 5th: 9 frames of 2 of 6 views.');
    expect(describeChoice({ viewKeys: null, frameRange: null, everyNth: 2 }, sequence)).toBe('Every 2nd frame: 75 frames of all views.');
    expect(describeChoice({ viewKeys: null, frameRange: [0, 1], everyNth: 1 }, sequence)).toBe('Frames 1 to 1: 1 frame of all views.');
  });

  it('counts no frames that there are not, and none at all where their number is not known', () => {
    expect(describeChoice({ viewKeys: null, frameRange: [140, 200], everyNth: 1 }, sequence)).toBe('Frames 141 to 200: 10 frames of all views.');
    expect(describeChoice({ viewKeys: null, frameRange: null, everyNth: 11 }, { viewKeys: [], frameCount: null })).toBe('Every 11th frame of all views.');
  });

  it('refuses no views, and a range that ends before it begins', () => {
    const draft = draftOf(keepAll, sequence);
    expect(problemOf(draft)).toBeNull();
    expect(problemOf({ ...draft, viewKeys: [] })).toMatch(/at least one view/);
    expect(problemOf({ ...draft, isRange: true, firstFrame: 7, lastFrame: 6 })).toMatch(/before the first/);
    expect(problemOf({ ...draft, isRange: true, firstFrame: 7, lastFrame: 7 })).toBeNull();
  });
});
