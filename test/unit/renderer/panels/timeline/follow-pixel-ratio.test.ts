import { afterEach, expect, test, vi } from 'vitest';
import { followPixelRatio } from '../../../../../renderer/panels/timeline/follow-pixel-ratio.ts';

afterEach(() => vi.unstubAllGlobals());

/** Screens of other resolutions: each query is told when it ceases to match. */
function setUpScreens() {
  const queries = new Map<string, EventTarget>();
  const show = (pixelRatio: number) => {
    vi.stubGlobal('devicePixelRatio', pixelRatio);
    const asked = Array.from(queries.values());
    for (const query of asked) query.dispatchEvent(new Event('change'));
  };
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('matchMedia', (text: string) => {
    const query = new EventTarget();
    queries.set(text, query);
    return query;
  });
  return { show, queries };
}

test('each change of resolution is told, also the second, until it is stopped', () => {
  const { show, queries } = setUpScreens();
  let told = 0;
  const stop = followPixelRatio(() => (told += 1));
  show(2);
  expect([told, [...queries.keys()]]).toEqual([1, ['(resolution: 1dppx)', '(resolution: 2dppx)']]);
  show(1.5);
  expect(told).toBe(2);
  stop();
  show(1);
  expect(told).toBe(2);
});
