import { expect, test } from 'vitest';
import type { CommandInput } from '../../../../preload/contract/commands.ts';
import { createEntries } from '../../../../renderer/stores/entries/create-entries.ts';
import { reportPage } from '../../../../renderer/stores/report-page.ts';
import { openedView, setUpEntryStores } from '../../../support/entry-stores.ts';

const changesTold = () => new Promise((done) => setImmediate(done));

function setUp() {
  const page = setUpEntryStores();
  reportPage(page.client, page.stores, createEntries(page.stores, () => undefined));
  const reports = () => page.bridge.calls.filter(({ name }) => name === 'page.report').map(({ input }) => input as CommandInput<'page.report'>);
  return { ...page, reports };
}

test('the shell is told at once that the page is there, and that it can do nothing yet', () => {
  const { reports } = setUp();
  expect(reports()).toEqual([{ isPlaying: false, enabled: [], checked: expect.arrayContaining(['loop-off']) as unknown }]);
});

test('the shell is told when a recording opens, plays, rests and closes, and of no picture in between', async () => {
  const { reports, open, stores } = setUp();
  const { player, ticker, loader } = await open([openedView('front', 'image')]);
  await changesTold();
  player.dispatch({ type: 'play' });
  await changesTold();
  for (let frame = 0; frame < 10; frame++) {
    ticker.advance(100);
    await loader.arriveAll();
    await changesTold();
  }
  player.dispatch({ type: 'pause' });
  await changesTold();
  stores.player.setState({ playback: null });
  await changesTold();
  player.dispatch({ type: 'play' });
  await changesTold();
  expect(reports().map(({ isPlaying, enabled }) => [isPlaying, enabled.includes('next-frame')])).toEqual([
    [false, false],
    [false, true],
    [true, true],
    [false, true],
    [false, false],
  ]);
});

test('what changes together is told once, and what changes nothing is not told', async () => {
  const { reports, open, stores } = setUp();
  await open([openedView('front', 'image'), openedView('lidar', 'point-cloud')]);
  await changesTold();
  const before = reports().length;
  stores.scene.getState().toggleTool('pick');
  stores.scene.getState().toggleInspector();
  stores.viewing.getState().toggleMagnifier();
  await changesTold();
  expect(reports().length).toBe(before + 1);
  expect(reports().at(-1)?.checked).toEqual(expect.arrayContaining(['cloud-pick', 'cloud-inspector', 'picture-magnifier']));
  stores.viewing.getState().setProbe({ viewKey: 'front', u: 0.5, v: 0.5 });
  stores.viewing.getState().setActiveView('front');
  await changesTold();
  expect(reports().length).toBe(before + 1);
});
