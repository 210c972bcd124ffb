import { assert, asyncProperty, integer, option } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFramePattern } from '../../../../../preload/contract/frame-pattern.ts';
import { findSeries } from '../../../../../main/sources/load/frame-series.ts';
import { GuessAllowance, guessLimit } from '../../../../../main/sources/load/guess-allowance.ts';
import { NamePatternSearch } from '../../../../../main/sources/load/name-pattern.ts';
import { readOwnPattern, tryOwnPattern } from '../../../../../main/sources/load/own-pattern.ts';
import { usualNames } from '../../../../../main/sources/load/usual-names.ts';
import { example, jpeg, pcd, siteOf, type Pages } from '../in-process-site.ts';

const pictures = (names: readonly string[]): Pages => Object.fromEntries(names.map((name) => [`/${name}`, { body: jpeg }]));
const numbered = (count: number, first = 0) => Array.from({ length: count }, (_, i) => `cam/${i + first}.jpg`);
const pattern = parseFramePattern(`${example}/cam/{index}.jpg`) ?? (() => '');

describe('counting frames', () => {
  test('takes two requests when the service’s claim holds', async () => {
    const site = siteOf(pictures(numbered(60)));
    const series = await findSeries(pattern, [0, 1], site.context(example, 60), new GuessAllowance());
    expect(series).toEqual({ kind: 'image', firstNumber: 0, count: 60, note: '' });
    expect(site.asked).toEqual([`${example}/cam/0.jpg`, `${example}/cam/59.jpg`]);
  });

  test('that are counted from one begins at one', async () => {
    const site = siteOf(pictures(numbered(3, 1)));
    expect(await findSeries(pattern, [0, 1], site.context(example, 3), new GuessAllowance())).toMatchObject({ firstNumber: 1, count: 3 });
  });

  test('finds the true end of any length, claimed wrongly or not at all, within the allowance', async () => {
    await assert(
      asyncProperty(integer({ min: 1, max: 400 }), option(integer({ min: 1, max: 100_000 })), async (count, claimed) => {
        const site = siteOf(pictures(numbered(count)));
        const series = await findSeries(pattern, [0], site.context(example, claimed), new GuessAllowance());
        expect(series?.count).toBe(claimed === null ? count : Math.min(count, claimed));
        expect(site.asked.length).toBeLessThanOrEqual(guessLimit);
      }),
      { numRuns: 60 },
    );
  });

  test('stops when the allowance is spent, and says what it does not know', async () => {
    const site = siteOf(pictures(numbered(100)));
    const unclaimed = await findSeries(pattern, [0], site.context(example), new GuessAllowance(5));
    expect(site.asked).toHaveLength(5);
    expect(unclaimed).toMatchObject({ count: 16, note: expect.stringContaining('does not say') as string });
    expect(await findSeries(pattern, [0], site.context(example, 60), new GuessAllowance(1))).toMatchObject({ count: 60, note: expect.stringContaining('could not be checked') as string });
    expect(site.asked).toHaveLength(6);
  });

  test('does not take a page that answers 200 for everything for frames', async () => {
    const anything = new Proxy<Pages>({}, { get: () => ({ body: '<html>Please log in</html>', type: 'text/html' }) });
    expect(await findSeries(pattern, [0, 1], siteOf(anything).context(example, 10), new GuessAllowance())).toBeNull();
  });
});

describe('usual names', () => {
  test('are few enough to leave requests for counting', () => {
    for (const names of [usualNames(true), usualNames(false)]) {
      expect(names.length).toBeLessThan(guessLimit);
      expect(new Set(names.map(({ template, firstNumber }) => `${template} ${firstNumber}`)).size).toBe(names.length);
      for (const { template } of names) expect(parseFramePattern(template)).not.toBeNull();
    }
  });

  test('are searched by one view at a time, and the others profit', async () => {
    const site = siteOf({
      ...pictures(['a', 'b', 'c'].flatMap((view) => [0, 1, 2].map((n) => `${view}/frame_00000${n}.png`))),
    });
    const search = new NamePatternSearch();
    const results = await Promise.all(['a', 'b', 'c'].map((view) => search.try(view, site.context(`${example}/${view}/`, 3))));
    expect(results.map(({ outcome }) => outcome)).toEqual(['used', 'used', 'used']);
    const asked = (view: string) => site.asked.filter((address) => address.startsWith(`${example}/${view}/`)).length;
    expect(asked('a')).toBeGreaterThan(2);
    expect([asked('b'), asked('c')]).toEqual([2, 2]);
  });

  test('a search that fails lets the next view search for itself', async () => {
    const site = siteOf({ '/lidar/000000.pcd': { body: pcd }, '/lidar/000001.pcd': { body: pcd } });
    const search = new NamePatternSearch();
    const [front, lidar] = await Promise.all(['front', 'lidar'].map((view) => search.try(view, site.context(`${example}/${view}/`, 2))));
    expect(front?.outcome).toBe('failed');
    expect(lidar).toMatchObject({ outcome: 'used', kind: 'point-cloud', frames: [{}, {}] });
  });

  test('a search that is cancelled lets the next view search for itself', async () => {
    const site = siteOf(pictures(['b/000000.jpg', 'b/000001.jpg']));
    const search = new NamePatternSearch();
    const first = search.try('a', { ...site.context(`${example}/a/`, 2), signal: AbortSignal.abort() });
    const second = search.try('b', site.context(`${example}/b/`, 2));
    await expect(first).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await second).toMatchObject({ outcome: 'used' });
  });

  test('are not guessed without a count, nor below a file', async () => {
    const site = siteOf({});
    expect(await new NamePatternSearch().try('a', site.context(`${example}/a/`, null))).toMatchObject({ outcome: 'skipped' });
    expect(await new NamePatternSearch().try('a', site.context(`${example}/a.jpg`, 3))).toMatchObject({ outcome: 'skipped' });
    expect(site.asked).toEqual([]);
  });
});

/** A host that answers nothing any more once `deadline` is over, which it makes happen at the request for `path`. */
function slowSite(pages: Pages, path: string) {
  const deadline = new AbortController();
  const site = siteOf(pages, (address, signal) => {
    if (new URL(address).pathname !== path) return null;
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
      deadline.abort();
    });
  });
  return { site, deadline: deadline.signal };
}

describe('a host that is too slow', () => {
  test('fails the search in a sentence, ends its request and is not searched for the next view', async () => {
    const { site, deadline } = slowSite({}, '/a/0.jpg');
    const search = new NamePatternSearch((requests) => new GuessAllowance(requests, deadline));
    const [a, b] = await Promise.all(['a', 'b'].map((view) => search.try(view, site.context(`${example}/${view}/`, 3))));
    for (const result of [a, b]) expect(result).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('too slowly') as string });
    expect(site.asked).toEqual([`${example}/a/000000.jpg`, `${example}/a/000001.jpg`, `${example}/a/0.jpg`]);
  });

  test('costs the count its proof, not the view its frames', async () => {
    const { site, deadline } = slowSite(pictures(numbered(60)), '/cam/59.jpg');
    const series = await findSeries(pattern, [0], site.context(example, 60), new GuessAllowance(guessLimit, deadline));
    expect(series).toMatchObject({ count: 60, note: expect.stringContaining('could not be checked') as string });
  });

  test('leaves the frames that were found where nothing is claimed', async () => {
    const { site, deadline } = slowSite(pictures(numbered(60)), '/cam/7.jpg');
    const series = await findSeries(pattern, [0], site.context(example), new GuessAllowance(guessLimit, deadline));
    expect(series).toMatchObject({ count: 4 });
  });

  test('is told from a caller who gave up', async () => {
    const caller = new AbortController();
    const { site, deadline } = slowSite({}, '/cam/0.jpg');
    deadline.addEventListener('abort', () => caller.abort());
    const found = findSeries(pattern, [0], { ...site.context(example, 60), signal: caller.signal }, new GuessAllowance(guessLimit, deadline));
    await expect(found).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('does not keep a view that waits for another one’s search after it was cancelled', async () => {
    const { site, deadline } = slowSite({}, '/a/000000.jpg');
    const search = new NamePatternSearch((requests) => new GuessAllowance(requests));
    const first = new AbortController();
    const running = search.try('a', { ...site.context(`${example}/a/`, 3), signal: first.signal });
    await expect(search.try('b', { ...site.context(`${example}/b/`, 3), signal: deadline })).rejects.toMatchObject({ kind: 'cancelled' });
    first.abort();
    await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('a pattern of one’s own', () => {
  const addresses = (template: string, load: string) => {
    const own = readOwnPattern(template, load);
    return own.state === 'unusable' ? own.problem : [own.addressOf(own.firstNumbers[0] ?? 0), ...own.firstNumbers];
  };

  test.for<[template: string, load: string, expected: unknown[]]>([
    ['{load}frame_{index:06}.png?first=1', `${example}/cam/`, [`${example}/cam/frame_000001.png`, 1]],
    ['{load}{index}.jpg', `${example}/cam`, [`${example}/cam/0.jpg`, 0, 1]],
    ['img_{index}.jpg', `${example}/cam/`, [`${example}/cam/img_0.jpg`, 0, 1]],
    ['{load}{index}.jpg?size=full&first=10', `${example}/cam/`, [`${example}/cam/10.jpg?size=full`, 10]],
    ['{load}{index}.jpg', `${example}/cam/?sig=abc&se=1`, [`${example}/cam/0.jpg?sig=abc&se=1`, 0, 1]],
    ['https://cdn.example/{index}.jpg', `${example}/cam/`, ['https://cdn.example/0.jpg', 0, 1]],
    ['{load}{index}.jpg', `${example}/$&/`, [`${example}/$&/0.jpg`, 0, 1]],
  ])('%s at %s', ([template, load, expected]) => {
    expect(addresses(template, load)).toEqual(expected);
  });

  test.for<[template: string, problem: RegExp]>([
    ['{load}0.jpg', /gives no addresses. It needs \{index\}/],
    ['{load}{camera}/{index}.jpg', /gives no addresses. \{camera\} has no meaning/],
    ['http://elsewhere.example/{index}.jpg', /only https addresses/],
    ['https://me:secret@media.example/{index}.jpg', /only https addresses/],
    ['https://[{index}/a.jpg', /not an address/],
  ])('%s fails with a sentence and asks nobody', async ([template, problem]) => {
    const site = siteOf({});
    const result = await tryOwnPattern(template, site.context(`${example}/cam/`, 3));
    // Not final: the other forms follow.
    expect(result).toEqual({ outcome: 'failed', detail: expect.stringMatching(problem) as string });
    expect(site.asked).toEqual([]);
  });
});
