import { describe, expect, it } from 'vitest';
import { badgeWords, percentOf, progressWords, stateWords } from '../../../../../renderer/ui/offline/describe-download.ts';
import { overallProgress, overallWords } from '../../../../../renderer/ui/offline/overall-progress.ts';
import { makeDownload } from '../../../../support/downloads.ts';

const half = { files: { done: 450, total: 1_050 }, frames: { done: 62, total: 150 }, bytes: { done: 412e6, total: 961e6 } };

describe('a download in words', () => {
  it('tells frames, bytes and time left while files come', () => {
    const download = makeDownload('a', { state: 'downloading', ...half, msLeft: 184_000 });
    expect(progressWords(download)).toBe('62 of 150 frames · 412 MB of 961 MB · 3 min left');
    expect(badgeWords(download)).toBe('42 %');
  });

  it('tells no time left while it is paused', () => {
    expect(progressWords(makeDownload('a', { state: 'paused', ...half, msLeft: 184_000 }))).toBe('62 of 150 frames · 412 MB of 961 MB');
  });

  it('never says 100 per cent before all is there, and goes by files while sizes are not known', () => {
    expect(percentOf({ files: { done: 999, total: 1_000 }, bytes: { done: 999_999, total: 1_000_000 } })).toBe(99);
    expect(percentOf({ files: { done: 1, total: 4 }, bytes: { done: 10, total: null } })).toBe(25);
    expect(percentOf({ files: { done: 0, total: 0 }, bytes: { done: 0, total: null } })).toBe(0);
  });

  it('does not call a part of a sequence available offline as a whole', () => {
    expect(stateWords(makeDownload('a', { state: 'available' }))).toBe('Available offline');
    expect(stateWords(makeDownload('a', { state: 'available', choice: { viewKeys: null, frameRange: null, everyNth: 5 } }))).toBe('Part available offline');
    expect(stateWords(makeDownload('a', { state: 'available', choice: { viewKeys: ['front'], frameRange: null, everyNth: 1 } }))).toBe('Part available offline');
  });

  it('counts the files that failed', () => {
    const one = makeDownload('a', { state: 'failed', failedFiles: 1 });
    expect([stateWords(one), badgeWords(one), stateWords(makeDownload('b', { state: 'failed' }))]).toEqual(['1 file failed', '1 failed', 'Failed']);
  });
});

describe('all downloads as one', () => {
  it('sums what is under way and paused, and leaves out what is done', () => {
    const overall = overallProgress([
      makeDownload('a', { state: 'downloading', ...half, msLeft: 60_000 }),
      makeDownload('b', { state: 'paused', ...half }),
      makeDownload('c', { state: 'available', ...half }),
      makeDownload('d', { state: 'failed', ...half, failedFiles: 3 }),
    ]);
    expect(overall).toEqual({ underWay: 1, paused: 1, failed: 1, files: { done: 900, total: 2_100 }, doneBytes: 824e6, msLeft: 60_000 });
    expect(overallWords(overall)).toBe('1 under way, 1 paused, 1 sequence with failures · 824 MB so far · about 60 s left');
  });

  it('says so when there is nothing', () => {
    expect(overallWords(overallProgress([makeDownload('c', { state: 'available' })]))).toBe('Nothing is on its way.');
  });
});
