import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Vector3 } from 'three';
import type { Conventions, PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import { usualConventions } from '../../preload/contract/point-cloud-settings.ts';
import { rigCameras, rigPixel, type RigCameraKey } from '../support/fixture-server/rig-scene.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { readOverlayOnDots } from '../support/overlay-pixels.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test, type Viewer, type ViewerOptions } from '../support/viewer.ts';

const { rigs } = fixtureUids;
const fixture = useFixtureServer();

/** The picture of every camera has a white dot where a point falls: points drawn over it must lie on the dots. */
const overlay = { isOn: true, pointSizePx: 1, opacity: 1, hidesOccluded: false };
const plainPoints: Partial<PointCloudSettings> = { colorMode: 'neutral', neutralColor: '#ff0000', overlay, showCuboids: false };

async function open(start: (options: ViewerOptions) => Promise<Viewer>, sequence: string, pointCloud: Partial<PointCloudSettings>, conventions: Conventions = usualConventions): Promise<Page> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-calibration-'));
  const datasets = { [`${rigs.owner}/${rigs.slug}`]: { conventions } };
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 1, settings: { pointCloud, datasets } }));
  const { page } = await start({ dataFolder, env: fixture.env(), hash: `${rigs.owner}/${rigs.slug}/${sequence}?frame=0`, viewport: { width: 1280, height: 800 } });
  return page;
}

async function expectOnDots(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await expect.poll(() => readOverlayOnDots(page, key), { message: key }).not.toBeNull();
    const found = await readOverlayOnDots(page, key);
    expect(found?.drawn, key).toBeGreaterThan(5);
    expect(found?.onDots, key).toBeGreaterThan(0.98);
    expect(found?.dotsCovered, key).toBeGreaterThan(0.98);
  }
}

const cases: readonly { name: string; sequence: string; cameras: readonly RigCameraKey[]; conventions?: Conventions }[] = [
  { name: 'in the world', sequence: rigs.world, cameras: ['camera_front', 'camera_left'] },
  { name: 'in the device’s frame', sequence: rigs.device, cameras: ['camera_front', 'camera_left'], conventions: { ...usualConventions, pointsIn: 'device' } },
  { name: 'in the sensor’s frame', sequence: rigs.sensor, cameras: ['camera_front', 'camera_left'], conventions: { ...usualConventions, pointsIn: 'sensor' } },
  { name: 'by a double-sphere camera', sequence: rigs.doubleSphere, cameras: ['camera_fisheye'] },
  {
    name: 'by headings that turn the other way and OpenGL’s axes',
    sequence: rigs.otherConventions,
    cameras: ['camera_front', 'camera_left'],
    conventions: { pointsIn: 'world', heading: 'world-to-sensor', cameraAxes: 'opengl' },
  },
];

for (const { name, sequence, cameras, conventions } of cases) {
  test(`points ${name} are drawn where the pictures show them, also after the vehicle has moved`, async ({ startViewer }) => {
    const page = await open(startViewer, sequence, plainPoints, conventions);
    const keys = [...cameras, 'lidar'];
    await expectViewsAt(page, keys, 0);
    await expectOnDots(page, cameras);
    for (let frame = 1; frame <= 4; frame++) await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, keys, 4);
    await expectOnDots(page, cameras);
  });
}

test('with the wrong conventions they are not, which is what the conventions are told apart by', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.device, plainPoints);
  await expectViewsAt(page, ['camera_front', 'lidar'], 0);
  for (let frame = 1; frame <= 4; frame++) await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['camera_front', 'lidar'], 4);
  await expect.poll(() => readOverlayOnDots(page, 'camera_front')).not.toBeNull();
  expect((await readOverlayOnDots(page, 'camera_front'))?.onDots).toBeLessThan(0.5);
});

test('points follow the zoom of the picture', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, plainPoints);
  await expectViewsAt(page, ['camera_front', 'lidar'], 0);
  await expect.poll(() => readOverlayOnDots(page, 'camera_front')).not.toBeNull();
  const before = await readOverlayOnDots(page, 'camera_front');
  const canvas = viewRegion(page, 'camera_front').locator('canvas').first();
  await canvas.hover();
  for (let notch = 0; notch < 3; notch++) await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await readOverlayOnDots(page, 'camera_front'))?.drawn).not.toBe(before?.drawn);
  expect((await readOverlayOnDots(page, 'camera_front'))?.onDots).toBeGreaterThan(0.98);
});

test('points have the colours of what cameras see there', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, { ...plainPoints, colorMode: 'image' });
  await expectViewsAt(page, ['camera_front', 'camera_left', 'lidar'], 0);
  await expect.poll(async () => (await readOverlayOnDots(page, 'camera_front'))?.white).toBeGreaterThan(0.97);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['camera_front', 'camera_left', 'lidar'], 1);
  await expect.poll(async () => (await readOverlayOnDots(page, 'camera_front'))?.white).toBeGreaterThan(0.97);
});

test('cuboids have their corners where the objects are in the picture', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, { showCuboids: true, overlay: { ...overlay, isOn: false } });
  await expectViewsAt(page, ['camera_front', 'lidar'], 0);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['camera_front', 'lidar'], 1);
  // The walker of frame 1 stands upright, turned by a quarter: 0.6 m wide, 1.8 m high, at y = 2.85.
  const corners = [-0.3, 0.3].flatMap((dx) => [-0.3, 0.3].flatMap((dy) => [0, 1.8].map((z) => new Vector3(10 + dx, 2.85 + dy, z))));
  for (const corner of corners) {
    const pixel = rigPixel('camera_front', 1, corner);
    if (pixel === null) throw new Error('The corner is not in the picture.');
    await expect.poll(() => alphaAt(page, 'camera_front', pixel), { message: corner.toArray().join() }).toBeGreaterThan(100);
  }
  const beside = rigPixel('camera_front', 1, new Vector3(10, -2, 0.9));
  expect(beside && (await alphaAt(page, 'camera_front', beside))).toBe(0);
});

test('the point under the pointer in a picture is marked, and said', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, plainPoints);
  await expectViewsAt(page, ['camera_front', 'lidar'], 0);
  await expect.poll(() => readOverlayOnDots(page, 'camera_front')).not.toBeNull();
  // The top of a pole.
  const pixel = rigPixel('camera_front', 0, new Vector3(8, -4, 3));
  if (pixel === null) throw new Error('The point is not in the picture.');
  const at = await panePlace(page, 'camera_front', pixel);
  await page.mouse.move(at.x + 1, at.y - 1);
  const readout = viewRegion(page, 'camera_front').getByRole('status', { name: 'Point in camera_front' });
  await expect(readout).toContainText('at 8.00 −4.00 3.00');
  await expect(readout).toContainText('8.6 m');
  await expect(readout).toContainText('intensity');
  const mark = await markOf(page, 'camera_front').boundingBox();
  expect(Math.abs((mark?.x ?? 0) + (mark?.width ?? 0) / 2 - at.x)).toBeLessThan(2);
  expect(Math.abs((mark?.y ?? 0) + (mark?.height ?? 0) / 2 - at.y)).toBeLessThan(2);
  await page.mouse.move(2, 2);
  await expect(readout).toBeHidden();
  await expect(markOf(page, 'camera_front')).toBeHidden();
});

test('the point under the pointer in the 3D view is marked in the picture that sees it', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, { ...plainPoints, pointSize: { value: 12, unit: 'px' } });
  await expectViewsAt(page, ['camera_front', 'lidar'], 0);
  const box = await viewRegion(page, 'lidar').locator('canvas').boundingBox();
  if (box === null) throw new Error('The 3D view is not on screen.');
  const shown = async () => {
    for (let step = 0; step < 12; step++) {
      await page.mouse.move(box.x + box.width * (0.4 + 0.02 * step), box.y + box.height * 0.5);
      if (await markOf(page, 'camera_front').isVisible()) return true;
    }
    return false;
  };
  await expect.poll(shown).toBe(true);
  await page.mouse.move(2, 2);
  await expect(markOf(page, 'camera_front')).toBeHidden();
});

test('nothing is drawn over a picture while nothing is to be', async ({ startViewer }) => {
  const page = await open(startViewer, rigs.world, { overlay: { ...overlay, isOn: false }, showCuboids: false });
  await expectViewsAt(page, ['camera_front', 'camera_left', 'lidar'], 0);
  await expect(viewRegion(page, 'camera_front').locator('canvas')).toHaveCount(1);
});

/** On the point that the pointer is on somewhere. */
const markOf = (page: Page, key: string) => viewRegion(page, key).locator('[data-mark]');

/** The place on the page of a pixel of a camera's picture. */
async function panePlace(page: Page, key: RigCameraKey, { u, v }: { u: number; v: number }): Promise<{ x: number; y: number }> {
  const box = await viewRegion(page, key).locator('canvas').first().boundingBox();
  if (box === null) throw new Error('The pane is not on screen.');
  const { width, height } = rigCameras[key].intrinsics;
  const scale = Math.min(box.width / width, box.height / height);
  return { x: box.x + (box.width - width * scale) / 2 + u * scale, y: box.y + (box.height - height * scale) / 2 + v * scale };
}

/** How opaque the overlay is around a pixel of a camera's picture, 0 to 255; 0 without one. */
async function alphaAt(page: Page, key: RigCameraKey, { u, v }: { u: number; v: number }): Promise<number> {
  const { width, height } = rigCameras[key].intrinsics;
  return viewRegion(page, key).evaluate(
    (region, { u, v, width, height }) => {
      const canvas = region.querySelectorAll('canvas')[1];
      if (canvas === undefined) return 0;
      const scale = Math.min(canvas.width / width, canvas.height / height);
      const copy = new OffscreenCanvas(3, 3);
      const context = copy.getContext('2d');
      if (context === null) throw new Error('No 2D context.');
      context.drawImage(canvas, -Math.floor((canvas.width - width * scale) / 2 + u * scale - 1), -Math.floor((canvas.height - height * scale) / 2 + v * scale - 1));
      return Math.max(...context.getImageData(0, 0, 3, 3).data.filter((_, index) => index % 4 === 3));
    },
    { u, v, width, height },
  );
}
