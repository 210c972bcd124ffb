import { AxeBuilder } from '@axe-core/playwright';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { usualPointCloudSettings, type PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { readScene, readSceneAtRest, sceneCanvas } from '../support/scene-picture.ts';
import { sharedData } from '../support/shared-data.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test, type Viewer, type ViewerOptions } from '../support/viewer.ts';

const { rigs } = fixtureUids;
const views = ['camera_front', 'camera_left', 'lidar'];
const fixture = useFixtureServer();

/** Points alone, large enough to be counted and hit. */
const plain: Partial<PointCloudSettings> = { showGrid: false, showAxes: false, showFrusta: false, showCuboids: false, pointSize: { value: 4, unit: 'px' } };

interface Opened {
  readonly sequence?: string;
  readonly frame?: number;
  readonly style?: Partial<PointCloudSettings>;
  readonly options?: ViewerOptions;
}

/** Opens a sequence of `acme/rigs` with its point cloud over all of the window. */
async function open(startViewer: (options?: ViewerOptions) => Promise<Viewer>, { sequence = rigs.world, frame = 0, style = plain, options = {} }: Opened = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-scene-'));
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 2, settings: { pointCloud: { ...usualPointCloudSettings, ...style } } }));
  const viewer = await startViewer({ env: fixture.env(), hash: `${rigs.owner}/${rigs.slug}/${sequence}?frame=${frame}`, dataFolder, ...options });
  const { page } = viewer;
  await expectViewsAt(page, views, frame);
  const lidar = viewRegion(page, 'lidar');
  await expect(lidar.getByRole('group', { name: 'Display of lidar' })).toBeVisible();
  return { page, lidar, dataFolder, viewer };
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector of lidar' });

/** Opens the inspector with this section alone. */
async function openSection(page: Page, title: string): Promise<Locator> {
  const panel = inspector(page);
  if ((await panel.count()) === 0) await viewRegion(page, 'lidar').getByRole('button', { name: 'Inspector', exact: true }).click();
  const opened = panel.getByRole('button', { expanded: true });
  while ((await opened.count()) > 0) await opened.first().click();
  await panel.getByRole('button', { name: new RegExp(`^${title}`) }).click();
  return panel;
}

async function choose(page: Page, name: string, option: string, within: Page | Locator = page): Promise<void> {
  await within.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Types a number into a field and settles it. */
async function type(within: Locator, name: string, value: string): Promise<void> {
  const field = within.getByRole('spinbutton', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

const legend = (page: Page) => viewRegion(page, 'lidar').locator('dl').first();

test('the colour mode changes the picture and its legend, and is kept over a restart', async ({ startViewer }) => {
  const { page, dataFolder, viewer } = await open(startViewer);
  await expect(legend(page)).toContainText('Height, m');
  const byHeight = await readSceneAtRest(page);
  await choose(page, 'Colour by', 'Intensity');
  await expect(legend(page)).toContainText('Intensity');
  await expect.poll(async () => (await readScene(page)).fingerprint).not.toBe(byHeight.fingerprint);
  await choose(page, 'Colour by', 'File colours');
  await expect(legend(page)).toContainText(/no colou?rs in this cloud/i);
  await choose(page, 'Colour by', 'Range');
  await expect(legend(page)).toContainText(/m/);
  await expect.poll(() => readFile(join(dataFolder, 'settings.json'), 'utf8')).toContain('"colorMode": "range"');
  await viewer.close();
  const again = await startViewer({ env: fixture.env(), hash: `${rigs.owner}/${rigs.slug}/${rigs.world}?frame=0`, dataFolder });
  await expect(viewRegion(again.page, 'lidar').getByRole('combobox', { name: 'Colour by' })).toHaveText('Range');
});

test('the range of the colours goes by handles, by keys, in numbers, and back to what is measured', async ({ startViewer }) => {
  const { page } = await open(startViewer);
  const panel = await openSection(page, 'Colour');
  const measured = await legend(page).innerText();
  const before = await readSceneAtRest(page);
  const auto = panel.getByRole('button', { name: 'Auto' });
  await expect(auto).toBeDisabled();

  await panel.getByRole('slider', { name: 'Greatest height in colour' }).focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowLeft');
  await expect(legend(page)).not.toHaveText(measured);
  await expect.poll(async () => (await readScene(page)).fingerprint).not.toBe(before.fingerprint);

  await type(panel, 'Greatest height in colour, number', '2.5');
  await type(panel, 'Least height in colour, number', '-1');
  await expect(legend(page)).toContainText('−1');
  await expect(legend(page)).toContainText('2.5');

  const thumb = panel.locator('[data-index="0"]').first();
  const from = await thumb.boundingBox();
  if (from === null) throw new Error('The handle is not on screen.');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 40, from.y + from.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(panel.getByRole('spinbutton', { name: 'Least height in colour, number' })).not.toHaveValue('−1');

  await auto.click();
  await expect(legend(page)).toHaveText(measured.replaceAll('\n', ''));
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(before.fingerprint);
});

test('a colour map is chosen by its swatch, and reversed', async ({ startViewer }) => {
  const { page } = await open(startViewer);
  const panel = await openSection(page, 'Colour');
  const seen = new Set([(await readSceneAtRest(page)).fingerprint]);
  await choose(page, 'Colour map', 'Viridis', panel);
  await expect.poll(async () => seen.has((await readScene(page)).fingerprint)).toBe(false);
  seen.add((await readScene(page)).fingerprint);
  await panel.getByRole('switch', { name: 'Reverse the colour map' }).press('Space');
  await expect.poll(async () => seen.has((await readScene(page)).fingerprint)).toBe(false);
});

test('filters leave points out by what is typed or dragged, and a cleared filter brings them back', async ({ startViewer }) => {
  const { page } = await open(startViewer);
  const panel = await openSection(page, 'Filters');
  const all = await readSceneAtRest(page);
  await type(panel, 'Least height, number', '1');
  await expect(panel.getByRole('button', { name: /^Filters/ })).toHaveText('Filters1 on');
  await expect.poll(async () => (await readScene(page)).litPixels).toBeLessThan(0.8 * all.litPixels);
  const high = await readSceneAtRest(page);
  await panel.getByRole('slider', { name: 'Greatest range' }).press('Home');
  await expect.poll(async () => (await readScene(page)).litPixels).toBeLessThan(0.5 * high.litPixels);
  await panel.getByRole('button', { name: 'Clear the filter of range' }).click();
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(high.fingerprint);
  await panel.getByRole('button', { name: 'Clear the filter of height' }).click();
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(all.fingerprint);
});

test('a crop box is fitted, resized in numbers, turned off and on, and taken away', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  const panel = await openSection(page, 'Crop');
  // With a tool in hand the box itself is not drawn: what is left are the points.
  await lidar.getByRole('button', { name: 'Read a point' }).click();
  const all = await readSceneAtRest(page);
  await panel.getByRole('switch', { name: 'Crop to a box' }).click();
  // All points are from 8 m behind to 40 m ahead, from 8 m to the right to a wall 9 m to the left.
  await expect(panel.getByRole('spinbutton', { name: 'Length', exact: true })).toHaveValue('48');
  await expect(panel.getByRole('spinbutton', { name: 'Width', exact: true })).toHaveValue('17');
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(all.fingerprint);
  await type(panel, 'Length', '10');
  await expect.poll(async () => (await readScene(page)).litPixels).toBeLessThan(0.6 * all.litPixels);
  const cropped = await readSceneAtRest(page);
  await panel.getByRole('switch', { name: 'Crop to a box' }).press('Space');
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(all.fingerprint);
  await panel.getByRole('switch', { name: 'Crop to a box' }).press('Space');
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(cropped.fingerprint);
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(all.fingerprint);
});

test('a crop box is resized, moved and turned by its handles in the picture, by pointer and by keys', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  const panel = await openSection(page, 'Crop');
  await panel.getByRole('switch', { name: 'Crop to a box' }).click();
  await type(panel, 'Length', '20');
  await type(panel, 'Width', '10');
  await sceneCanvas(page).focus();
  await page.keyboard.press('3');
  await page.keyboard.press('p');
  await readSceneAtRest(page);
  const number = (name: string) => panel.getByRole('spinbutton', { name, exact: true });
  const settled = async (name: string) => Number((await number(name).inputValue()).replace('−', '-'));
  const middleOf = async (name: string) => {
    const bounds = await lidar.getByRole('slider', { name }).boundingBox();
    if (bounds === null) throw new Error(`${name} is not in the picture.`);
    return { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
  };
  const drag = async (name: string, to: { x: number; y: number }) => {
    const from = await middleOf(name);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
  };
  const [front, middle, rear] = [await middleOf('Front of the crop box'), await middleOf('Middle of the crop box'), await middleOf('Rear of the crop box')];
  // From above.
  const pixelsPerMetre = Math.hypot(front.x - rear.x, front.y - rear.y) / 20;
  const [whole, centerX] = [await readSceneAtRest(page), await settled('Centre x')];

  await drag('Front of the crop box', { x: (front.x + middle.x) / 2, y: (front.y + middle.y) / 2 });
  await page.mouse.up();
  expect(Math.abs((await settled('Length')) - 15)).toBeLessThan(0.25);
  expect(Math.abs((await settled('Centre x')) - (centerX - 2.5))).toBeLessThan(0.15);
  await expect.poll(async () => (await readScene(page)).litPixels).toBeLessThan(0.95 * whole.litPixels);
  // It was the box that was dragged, not the scene.
  const rearNow = await middleOf('Rear of the crop box');
  expect(Math.hypot(rearNow.x - rear.x, rearNow.y - rear.y)).toBeLessThan(1);

  const [center, width] = [await settled('Centre y'), await settled('Width')];
  const from = await middleOf('Middle of the crop box');
  await drag('Middle of the crop box', { x: from.x - 5 * pixelsPerMetre, y: from.y });
  await page.mouse.up();
  expect(Math.abs((await settled('Centre y')) - (center + 5))).toBeLessThan(0.25);
  expect(await settled('Width')).toBe(width);

  const ring = await middleOf('Turn of the crop box');
  const held = await middleOf('Middle of the crop box');
  await drag('Turn of the crop box', { x: held.x - (held.y - ring.y), y: held.y });
  expect(Math.abs((await settled('Turn of the box')) - 90)).toBeLessThan(2);
  await page.keyboard.press('Escape');
  expect(await settled('Turn of the box')).toBe(0);
  await page.mouse.move(held.x, held.y);
  await page.mouse.up();
  expect(await settled('Turn of the box')).toBe(0);

  const length = await settled('Length');
  await lidar.getByRole('slider', { name: 'Front of the crop box' }).press('Shift+ArrowUp');
  await expect(number('Length')).toHaveValue(String(length + 1));
  await lidar.getByRole('slider', { name: 'Turn of the crop box' }).press('ArrowLeft');
  await expect(number('Turn of the box')).toHaveValue('−1');
  await lidar.getByRole('button', { name: 'Read a point' }).click();
  await expect(lidar.getByRole('slider', { name: 'Front of the crop box' })).toBeHidden();
});

test('keys look from the usual sides, change the projection and go home, in the view that is pointed at only', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  await lidar.hover();
  const home = await readSceneAtRest(page);
  const seen = new Map([['home', home.fingerprint]]);
  for (const key of ['2', '3', '4', '5', '6', 'p']) {
    await page.keyboard.press(key);
    const picture = await readSceneAtRest(page);
    expect([...seen.values()], `after ${key}`).not.toContain(picture.fingerprint);
    seen.set(key, picture.fingerprint);
  }
  await page.keyboard.press('h');
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(home.fingerprint);
  await viewRegion(page, 'camera_front').hover();
  await page.keyboard.press('3');
  await page.keyboard.press('p');
  expect((await readSceneAtRest(page)).fingerprint).toBe(home.fingerprint);
  // Chosen in the inspector, the same.
  const panel = await openSection(page, 'View');
  const beside = await readSceneAtRest(page);
  await panel.getByRole('radio', { name: 'Parallel' }).click();
  await expect.poll(async () => (await readScene(page)).fingerprint).not.toBe(beside.fingerprint);
  await panel.getByRole('radio', { name: 'Fly' }).click();
  await expect(panel.getByRole('radio', { name: 'Perspective' })).toBeChecked();
});

test('a clicked point tells its fields and where it is, and goes to the clipboard', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer, { frame: 3 });
  if (test.info().project.name === 'host') await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await lidar.getByRole('button', { name: 'Read a point' }).click();
  const { litPlaces } = await readSceneAtRest(page);
  const place = litPlaces[Math.floor(litPlaces.length / 2)];
  if (place === undefined) throw new Error('There are no points in the picture.');
  await page.mouse.click(place.x, place.y);
  const readout = page.getByRole('region', { name: 'Picked point' });
  await expect(readout).toContainText(/Point [\d,]+/);
  await expect(readout).toContainText('lidar, frame 4');
  await expect(readout).toContainText(/In the file.*m/);
  await expect(readout).toContainText(/In the world.*m/);
  await expect(readout).toContainText('intensity');
  await readout.getByRole('button', { name: 'Copy what is known of the point' }).click();
  await expect(readout.getByRole('button', { name: 'Copied' })).toBeVisible();
  if (test.info().project.name === 'host') expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^view\tlidar\nframe\t4\npoint in the file\t\d+\n/);
  await page.keyboard.press('Escape');
  await expect(lidar.getByRole('button', { name: 'Read a point' })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(readout).toBeHidden();
});

test('a distance is measured from point to point, and Escape puts it away', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  await lidar.getByRole('button', { name: 'Measure' }).click();
  await page.getByRole('menuitem', { name: 'Distance' }).click();
  const measure = lidar.getByRole('status', { name: 'Measure' });
  await expect(measure).toHaveText('Click the first point');
  const { litPlaces } = await readSceneAtRest(page);
  const [first, last] = [litPlaces[0], litPlaces.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There are no points in the picture.');
  await page.mouse.click(first.x, first.y);
  await expect(measure).toHaveText('Click the next point');
  await page.mouse.click(last.x, last.y);
  await expect(measure).toHaveText(/^Distance [\d.]+ m: [\d.]+ m along the ground/);
  await page.keyboard.press('Escape');
  await expect(measure).toBeEmpty();
});

type Place = Readonly<Record<'x' | 'y', number>>;
type Position = readonly [number, number, number];

/** Where points of the picture lie in the world, as reading them says: what measures between them must agree with. */
async function readPositions(page: Page, lidar: Locator, places: readonly Place[]): Promise<Position[]> {
  await lidar.getByRole('button', { name: 'Read a point' }).click();
  const readout = page.getByRole('region', { name: 'Picked point' });
  const positions: Position[] = [];
  for (const { x, y } of places) {
    await page.mouse.click(x, y);
    const said = await readout.locator('div', { hasText: 'In the world' }).last().locator('dd').innerText();
    const [east = NaN, north = NaN, up = NaN] = said.replaceAll('−', '-').split(',').map(Number.parseFloat);
    positions.push([east, north, up]);
    await readout.getByRole('button', { name: 'Close the point' }).click();
  }
  return positions;
}

const between = (from: Position | undefined, to: Position | undefined): Position => {
  if (from === undefined || to === undefined) throw new Error('A point was not read.');
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
};

/** The numbers of a measure's words, in their order. */
const numbersOf = (words: string): number[] => [...words.replaceAll('−', '-').matchAll(/-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));

test('a height and an angle are measured between the points that are clicked, and begin anew when they are complete', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  const { litPlaces } = await readSceneAtRest(page);
  // The uppermost pixel, the lowest, and one from between.
  const places = [litPlaces[0], litPlaces.at(-1), litPlaces[Math.floor(litPlaces.length / 3)]].filter((place) => place !== undefined);
  const [first, second, third] = await readPositions(page, lidar, places);
  const measureBy = async (tool: string) => {
    await lidar.getByRole('button', { name: 'Measure' }).click();
    await page.getByRole('menuitem', { name: tool }).click();
  };
  const measure = lidar.getByRole('status', { name: 'Measure' });

  await measureBy('Height');
  for (const { x, y } of places.slice(0, 2)) await page.mouse.click(x, y);
  await expect(measure).toHaveText(/^Height −?[\d.]+ m, [\d.]+ m apart on the ground/);
  const [heightM = NaN, apartM = NaN] = numbersOf(await measure.innerText());
  const [east, north, up] = between(first, second);
  expect(heightM).toBeCloseTo(up, 1);
  expect(apartM).toBeCloseTo(Math.hypot(east, north), 1);
  // A third point begins the next height.
  for (const { x, y } of places.slice(2)) await page.mouse.click(x, y);
  await expect(measure).toHaveText('Click the upper point');

  await measureBy('Angle');
  for (const { x, y } of places) await page.mouse.click(x, y);
  await expect(measure).toHaveText(/^Angle [\d.]+°/);
  const [degrees = NaN] = numbersOf(await measure.innerText());
  const [a, b] = [between(second, first), between(second, third)];
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  expect(degrees).toBeCloseTo((Math.acos(dot / Math.hypot(...a) / Math.hypot(...b)) * 180) / Math.PI, 1);
});

test('a tool is used by the keyboard in the middle of the picture', async ({ startViewer }) => {
  // Points of the ground are 2 m apart: drawn as large as this, they leave no gap in the middle.
  const { page, lidar } = await open(startViewer, { style: { ...plain, pointSize: { value: 4, unit: 'm' } } });
  await lidar.getByRole('button', { name: 'Read a point' }).press('Enter');
  await sceneCanvas(page).focus();
  await page.keyboard.press('3');
  await readSceneAtRest(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Picked point' })).toBeVisible();
});

test('layers are turned on and off by the keyboard alone', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer);
  await expect(legend(page)).not.toContainText('Grid');
  await lidar.getByRole('button', { name: 'More', exact: true }).press('Enter');
  await expect(page.getByRole('menuitemcheckbox', { name: 'Grid' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(legend(page)).toContainText(/Grid\s*10 m/);
  await page.keyboard.press('Escape');
  const before = await readSceneAtRest(page);
  const panel = await openSection(page, 'Layers');
  await readSceneAtRest(page);
  await panel.getByRole('switch', { name: 'Range rings' }).press('Space');
  await expect.poll(async () => (await readScene(page)).litPixels).not.toBe(before.litPixels);
  const small = await readSceneAtRest(page);
  await type(panel, 'Point size, number', '9');
  await expect.poll(async () => (await readScene(page)).litPixels).toBeGreaterThan(1.5 * small.litPixels);
});

test('the share of points in each picture tells a wrong frame of the points from the right one, which is kept for the dataset', async ({ startViewer }) => {
  const { page, dataFolder } = await open(startViewer, { sequence: rigs.device, frame: 9 });
  const panel = await openSection(page, 'Conventions');
  const shares = panel.getByRole('list', { name: 'Share of the points in each picture' });
  const front = async () => Number(/camera_front\s*([\d.]+) %/.exec(await shares.innerText())?.[1]);
  await expect.poll(front).toBeGreaterThan(0);
  const wrong = await front();
  await choose(page, 'Frame of the points', 'Device (vehicle)', panel);
  await expect.poll(front).toBeGreaterThan(wrong + 5);
  await expect.poll(() => readFile(join(dataFolder, 'settings.json'), 'utf8')).toContain('"pointsIn": "device"');
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(front).toBe(wrong);
});

test('earlier sweeps are drawn with the one shown', async ({ startViewer }) => {
  const { page } = await open(startViewer, { frame: 9 });
  const panel = await openSection(page, 'Layers');
  await sceneCanvas(page).hover();
  await page.keyboard.press('3');
  // The point under the pointer is marked, as long as the pointer is there.
  await page.mouse.move(0, 0);
  const one = await readSceneAtRest(page);
  await choose(page, 'Sweeps that are shown', 'Last sweeps', panel);
  // Somebody walks 15 cm a frame: where there was nothing, there is something.
  await expect.poll(async () => (await readScene(page)).litPixels).toBeGreaterThan(one.litPixels);
  await panel.getByRole('switch', { name: 'Colour by age' }).click();
  await expect(legend(page)).toContainText('Age in sweeps');
  await choose(page, 'Sweeps that are shown', 'One sweep', panel);
  await expect.poll(async () => (await readScene(page)).fingerprint).toBe(one.fingerprint);
});

test('another sweep stands beside the one shown, looked at from the same place, or is compared with it', async ({ startViewer }) => {
  const { page, lidar } = await open(startViewer, { frame: 4 });
  const panel = await openSection(page, 'Compare sweeps');
  await panel.getByRole('radio', { name: 'Difference' }).click();
  // Somebody walks on by 15 cm: the far side of where they were is in one sweep only, or none is, by how far apart counts.
  await type(panel, 'Distance from which points differ', '0.1');
  await expect(legend(page)).toContainText(/Only in this sweep\s*[1-9]\d*\s*Only in the other\s*[1-9]\d*/);
  await type(panel, 'Distance from which points differ', '2');
  await expect(legend(page)).toContainText(/Only in this sweep\s*0\s*Only in the other\s*0/);
  await panel.getByRole('radio', { name: 'Side by side' }).click();
  await expect(legend(page)).toContainText('Height, m');
  await expect(lidar.getByText('Frame 4', { exact: true })).toBeVisible();
  await type(panel, 'Frames from this sweep to the other', '3');
  await expect(lidar.getByText('Frame 8', { exact: true })).toBeVisible();
  await sceneCanvas(page).focus();
  await page.keyboard.press('End');
  await expect(panel).toContainText('There is no frame 3 after this one.');
  await panel.getByRole('radio', { name: 'Off' }).click();
  await expect(lidar.getByRole('img', { name: 'Point cloud of another frame of lidar' })).toBeHidden();
});

test('points over the pictures are turned on where the cameras are set', async ({ startViewer }) => {
  const { page } = await open(startViewer);
  const panel = await openSection(page, 'Cameras');
  const picture = viewRegion(page, 'camera_front');
  const before = await picture.screenshot();
  await panel.getByRole('switch', { name: 'Points over the cameras’ pictures' }).press('Space');
  await expect.poll(async () => before.equals(await picture.screenshot())).toBe(false);
});

test('calibration files are added by hand, tell what became of them, put points into the pictures, and go again', async ({ startViewer }) => {
  const folder = sharedData('sustech-example');
  test.skip(folder === null, 'the real recording is not beside this checkout');
  const { drive } = fixtureUids;
  const { page } = await startViewer({ env: fixture.env(), hash: `${drive.owner}/${drive.slug}/${drive.uncalibrated}?frame=1` });
  await expectViewsAt(page, ['front', 'left', 'right', 'lidar'], 1);
  const cameras = await openSection(page, 'Conventions');
  await expect(cameras).toContainText('No camera of this sequence has a calibration');
  await cameras.getByRole('button', { name: /^Calibration files/ }).click();
  const files = ['front', 'left', 'right'].map((name) => join(folder ?? '', 'calib/camera', `${name}.json`));
  const useless = join(await mkdtemp(join(tmpdir(), 'avala-viewer-sidecar-')), 'shopping.json');
  await writeFile(useless, '{"milk": 2}');
  await cameras.getByLabel('Add files…').last().setInputFiles([...files, useless]);
  await expect(cameras.getByRole('list', { name: 'Files of this sequence' }).getByRole('listitem')).toHaveCount(3);
  await expect(cameras.getByRole('status')).toContainText('3 files are used, 1 not:');
  await expect(cameras.getByRole('status')).toContainText('shopping.json');
  await expect(cameras.getByRole('list', { name: 'Share of the points in each picture' })).toContainText(/front\s*[1-9][\d.]* %/);
  await cameras.getByRole('button', { name: 'Remove left.json' }).click();
  await expect(cameras.getByRole('list', { name: 'Share of the points in each picture' }).getByRole('listitem')).toHaveCount(2);
  await cameras.getByRole('button', { name: 'Remove all' }).click();
  await expect(cameras).toContainText('No camera of this sequence has a calibration');
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the inspector with all its parts, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
    const { page, lidar } = await open(startViewer, { style: {}, options: { colorScheme, viewport: { width: 1920, height: 1080 } } });
    await lidar.getByRole('button', { name: 'Inspector', exact: true }).click();
    const closed = inspector(page).locator('h3').getByRole('button', { expanded: false });
    while ((await closed.count()) > 0) await closed.first().click();
    await lidar.getByRole('button', { name: 'Read a point' }).click();
    await expect(inspector(page).getByRole('radiogroup', { name: 'Second sweep' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary ?? ''}`))).toEqual([]);
  });
}
