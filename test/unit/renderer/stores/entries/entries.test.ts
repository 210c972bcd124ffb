import { beforeEach, expect, test } from 'vitest';
import { pageEntryIds, pictureKeys, type PageEntryId } from '../../../../../preload/contract/page-entries.ts';
import { playerKeys } from '../../../../../preload/contract/player-keys.ts';
import { createEntries } from '../../../../../renderer/stores/entries/create-entries.ts';
import type { EntryBehaviour } from '../../../../../renderer/stores/entries/entry-behaviour.ts';
import { openedView, setUpEntryStores, type EntrySetUp } from '../../../../support/entry-stores.ts';

const front = openedView('front', 'image');
const rear = openedView('rear', 'image');
const lidar = openedView('lidar', 'point-cloud');

let page: EntrySetUp;
let pressed: string[];
let entries: ReadonlyMap<PageEntryId, EntryBehaviour>;
const can = (id: PageEntryId) => entries.get(id)?.canBeChosen();
const isOn = (id: PageEntryId) => entries.get(id)?.isOn?.();
const choose = (id: PageEntryId) => entries.get(id)?.choose();
const enabled = () => pageEntryIds.filter((id) => can(id));

function begin(hash?: string): void {
  page = setUpEntryStores(hash);
  pressed = [];
  entries = createEntries(page.stores, (chord) => pressed.push(chord));
}
beforeEach(() => begin());

test('the page knows every entry of the menus, and without a recording offers none of them', () => {
  expect([...entries.keys()].toSorted()).toEqual([...pageEntryIds].toSorted());
  expect(enabled()).toEqual([]);
});

test('searching is offered while there is a field to search in', () => {
  page.stores.searchFields.getState().add();
  expect(enabled()).toEqual(['search']);
  choose('search');
  expect(pressed).toEqual(['/']);
  page.stores.searchFields.getState().remove();
  expect(can('search')).toBe(false);
});

test('a picture’s key is pressed for the picture that one works in, or the first where that is none', async () => {
  await page.open([lidar, front, rear]);
  const { viewing } = page.stores;
  viewing.getState().setActiveView('lidar');
  choose('picture-zoom-in');
  expect([viewing.getState().activeView, pressed]).toEqual(['front', ['+']]);
  viewing.getState().setActiveView('rear');
  choose('picture-left');
  expect([viewing.getState().activeView, pressed]).toEqual(['rear', ['+', 'a']]);
  choose('cloud-fit');
  expect([viewing.getState().activeView, pressed]).toEqual(['lidar', ['+', 'a', 'f']]);
});

test('what is not to be seen is not offered: pictures under a point cloud that fills the area, and both the other way round', async () => {
  await page.open([lidar, front]);
  const { viewing } = page.stores;
  expect([can('picture-fit'), can('cloud-fit'), can('cloud-colour-height')]).toEqual([true, true, true]);
  viewing.getState().setMaximised('lidar');
  expect([can('picture-fit'), can('picture-adjust'), can('cloud-fit')]).toEqual([false, false, true]);
  viewing.getState().setMaximised('front');
  expect([can('picture-fit'), can('cloud-fit'), can('cloud-colour-height')]).toEqual([true, false, false]);
});

test('a point cloud that cannot be drawn here offers nothing', async () => {
  await page.open([lidar, front]);
  page.stores.viewing.getState().noteUndrawable('lidar');
  expect(enabled().filter((id) => id.startsWith('cloud-'))).toEqual([]);
});

test('a recording of pictures alone offers nothing of point clouds, and one of point clouds nothing of pictures', async () => {
  await page.open([front]);
  expect(enabled().filter((id) => id.startsWith('cloud-'))).toEqual([]);
  begin();
  await page.open([lidar]);
  expect(enabled().filter((id) => id.startsWith('picture-') || id.startsWith('compare'))).toEqual([]);
});

test('a comparison takes the pictures’ keys, and what is the comparison’s own is offered while it is on', async () => {
  await page.open([front, rear, lidar]);
  const { viewing } = page.stores;
  const own = ['compare-show-a', 'compare-swap', 'compare-by-wipe', 'compare-by-blend'] as const;
  expect(own.map(can)).toEqual([false, false, false, false]);
  choose('compare');
  expect(own.map(can)).toEqual([true, true, true, true]);
  expect([isOn('compare'), isOn('compare-by-wipe'), can('cloud-fit'), can('maximise')]).toEqual([true, true, false, false]);
  expect(pictureKeys.every(({ id }) => can(id))).toBe(true);
  choose('compare-by-blend');
  choose('compare-swap');
  expect(viewing.getState().comparison).toMatchObject({ mode: 'blend', a: { viewKey: 'rear' }, b: { viewKey: 'front' } });
  choose('compare');
  expect(viewing.getState().comparison).toBeNull();
});

test('adjusting opens for the picture that one works in, for B in a comparison and for A while it is shown alone', async () => {
  await page.open([front, rear]);
  const { viewing } = page.stores;
  viewing.getState().setActiveView('rear');
  choose('picture-adjust');
  expect(viewing.getState().adjusting).toBe('pane rear');
  choose('compare');
  choose('picture-adjust');
  expect(viewing.getState().adjusting).toBe('side b');
  viewing.getState().changeComparison({ isShowingA: true });
  choose('picture-adjust');
  expect(viewing.getState().adjusting).toBe('side a');
});

test('showing a picture as recorded is offered only while it is adjusted', async () => {
  await page.open([front]);
  expect(can('picture-reset')).toBe(false);
  page.stores.viewing.getState().adjust('front', { gamma: 2 });
  expect(can('picture-reset')).toBe(true);
  choose('picture-reset');
  expect([can('picture-reset'), page.stores.viewing.getState().adjustments]).toEqual([false, {}]);
});

test('how points are drawn is marked as it is, and changes by being chosen', async () => {
  await page.open([lidar]);
  expect([isOn('cloud-colour-height'), isOn('cloud-layer-showGrid'), isOn('cloud-overlay'), isOn('cloud-drag-orbit')]).toEqual([true, true, false, true]);
  choose('cloud-colour-intensity');
  choose('cloud-layer-showGrid');
  choose('cloud-overlay');
  choose('cloud-drag-look');
  choose('cloud-measure-angle');
  choose('cloud-inspector');
  expect([isOn('cloud-colour-height'), isOn('cloud-colour-intensity'), isOn('cloud-layer-showGrid'), isOn('cloud-overlay'), isOn('cloud-drag-look'), isOn('cloud-measure-angle'), isOn('cloud-pick'), isOn('cloud-inspector')]).toEqual([
    false, true, false, true, true, true, false, true,
  ]);
  choose('cloud-pick');
  expect([isOn('cloud-measure-angle'), isOn('cloud-pick')]).toEqual([false, true]);
});

test('keys of playback are offered with frames to play; those of the in and out points only where these are set', async () => {
  const { player } = await page.open([front]);
  const ofPoints = ['clear-in', 'go-to-in', 'clear-out', 'go-to-out', 'clear-both'];
  const others = playerKeys.filter(({ id }) => !ofPoints.includes(id));
  expect(others.filter(({ id }) => can(id) !== true)).toEqual([]);
  expect(ofPoints.filter((id) => can(id as PageEntryId))).toEqual([]);
  player.dispatch({ type: 'set-in', step: 3 });
  expect(ofPoints.filter((id) => can(id as PageEntryId))).toEqual(['clear-in', 'go-to-in', 'clear-both']);
  choose('toggle-play');
  expect(pressed).toEqual([' ']);
});

test('speed, loop and pacing are marked as they are, and change by being chosen', async () => {
  await page.open([front]);
  expect([isOn('speed-1'), isOn('loop-off'), isOn('ping-pong')]).toEqual([true, true, false]);
  choose('speed-0.25');
  choose('loop-all');
  choose('ping-pong');
  const wasEvery = isOn('every-frame');
  choose('every-frame');
  expect([isOn('speed-1'), isOn('speed-0.25'), isOn('loop-all'), isOn('loop-off'), isOn('ping-pong'), isOn('every-frame')]).toEqual([false, true, true, false, true, wasEvery !== true]);
});

test('one view alone is the one that is worked in, and the same entry brings all of them back', async () => {
  await page.open([front, rear]);
  const { viewing } = page.stores;
  viewing.getState().setActiveView('rear');
  choose('maximise');
  expect([viewing.getState().maximisedKey, isOn('maximise')]).toEqual(['rear', true]);
  choose('maximise');
  expect([viewing.getState().maximisedKey, isOn('maximise')]).toEqual([null, false]);
});

test('what is on this computer anyway, or kept already, is not offered to be kept', async () => {
  await page.open([front]);
  expect(can('keep-offline')).toBe(true);
  page.stores.downloads.setState({ bySequence: new Map([['acme/drive/seq_1', {} as never]]) });
  expect(can('keep-offline')).toBe(false);
  begin('#/local/abc/recording?frame=0');
  await page.open([front]);
  expect([can('keep-offline'), can('export-recording')]).toEqual([false, true]);
});
