import type { Page } from '@playwright/test';
import { expect, test } from '../support/panel-page.ts';

const atRest = async (page: Page) => await page.waitForFunction(() => panel.isAtRest);
const eyeOf = async (page: Page) => await page.evaluate(() => panel.eye());
const aheadOf = async (page: Page) => await page.evaluate(() => panel.ahead());
const close = (values: readonly number[], digits = 3) => values.map((value) => expect.closeTo(value, digits));

/** Whether all corners of the scene's box are in the picture of 400 × 300 px. */
const isSceneInPicture = async (page: Page): Promise<boolean> => {
  const corners = await page.evaluate(() => [-40, 40].flatMap((x) => [-30, 30].flatMap((y) => [-2, 6].map((z) => panel.pixelOf(x, y, z)))));
  return corners.every(({ x, y }) => x >= 0 && x <= 400 && y >= 0 && y <= 300);
};

test('each of the usual sides is looked at from there, with the scene in the picture', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await page.evaluate(() => panel.look('birds-eye'));
  await atRest(page);
  expect(await aheadOf(page)).toEqual(close([0, 0, -1]));
  await page.evaluate(() => panel.look('front'));
  await atRest(page);
  expect(await aheadOf(page)).toEqual(close([-1, 0, 0]));
  await page.evaluate(() => panel.look('left'));
  await atRest(page);
  expect(await aheadOf(page)).toEqual(close([0, -1, 0]));
  for (const preset of ['orbit', 'birds-eye', 'front', 'left', 'isometric'] as const) {
    await page.evaluate((side) => panel.look(side), preset);
    await atRest(page);
    expect(await isSceneInPicture(page)).toBe(true);
  }
});

test('fitting brings the scene back into the picture from wherever one looks, and keeps looking from there', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await atRest(page);
  // To the left of its place, turned, and too near.
  await page.mouse.move(200, 150);
  await page.mouse.down();
  await page.mouse.move(260, 140, { steps: 4 });
  await page.mouse.up();
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(20, 150, { steps: 4 });
  await page.mouse.up({ button: 'right' });
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -200);
  await atRest(page);
  expect(await isSceneInPicture(page)).toBe(false);
  const ahead = await aheadOf(page);
  await page.evaluate(() => panel.fit());
  await atRest(page);
  expect(await isSceneInPicture(page)).toBe(true);
  expect(await aheadOf(page)).toEqual(close(ahead));
});

test('the wheel zooms to the cursor: what lies under it stays there', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  for (const projection of ['perspective', 'orthographic'] as const) {
    await page.evaluate((kind) => {
      panel.project(kind);
      panel.look('birds-eye');
    }, projection);
    await atRest(page);
    const before = await page.evaluate(() => panel.halfHeightM());
    const at = await page.evaluate(() => panel.pixelOf(20, 10, 2));
    await page.mouse.move(at.x, at.y);
    for (let turn = 0; turn < 3; turn += 1) {
      await page.mouse.wheel(0, -200);
      await atRest(page);
    }
    expect(await page.evaluate(() => panel.halfHeightM())).toBeLessThan(before * 0.8);
    const after = await page.evaluate(() => panel.pixelOf(20, 10, 2));
    expect(Math.hypot(after.x - at.x, after.y - at.y)).toBeLessThan(4);
  }
});

test('the two projections show the same height of the scene at the point that is looked at', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await atRest(page);
  const [before, ahead] = [await page.evaluate(() => panel.halfHeightM()), await aheadOf(page)];
  await page.evaluate(() => panel.project('orthographic'));
  await atRest(page);
  expect(await page.evaluate(() => panel.halfHeightM())).toBeCloseTo(before, 6);
  expect(await aheadOf(page)).toEqual(close(ahead));
  await page.evaluate(() => panel.project('perspective'));
  await atRest(page);
  expect(await page.evaluate(() => panel.halfHeightM())).toBeCloseTo(before, 6);
});

test('dragging turns the scene about the pivot, which a double click sets, and the picture is drawn only while it moves', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await page.evaluate(() => panel.pivot(30, -20, 0));
  await atRest(page);
  const center = await page.evaluate(() => panel.pixelOf(30, -20, 0));
  expect([center.x, center.y]).toEqual(close([200, 150], 0));
  const before = await eyeOf(page);
  await page.mouse.move(200, 150);
  await page.mouse.down();
  await page.mouse.move(260, 170, { steps: 4 });
  await page.mouse.up();
  await atRest(page);
  const after = await eyeOf(page);
  expect(Math.hypot(...after.map((value, axis) => value - (before[axis] ?? 0)))).toBeGreaterThan(5);
  const still = await page.evaluate(() => panel.pixelOf(30, -20, 0));
  expect([still.x, still.y]).toEqual(close([200, 150], 0));
  const pictures = await page.evaluate(() => panel.pictures);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await page.evaluate(() => panel.pictures)).toBe(pictures);
});

test('W A S D Q E fly while they are held, and the camera comes to rest after them', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await page.locator('canvas').focus();
  const moveOf = async (key: string) => {
    await page.evaluate(() => panel.look('first-person'));
    await atRest(page);
    const before = await eyeOf(page);
    await page.keyboard.down(key);
    await page.waitForFunction((start) => Math.hypot(...panel.eye().map((value, axis) => value - (start[axis] ?? 0))) > 0.5, before);
    await page.keyboard.up(key);
    await atRest(page);
    return (await eyeOf(page)).map((value, axis) => Math.sign(Math.round((value - (before[axis] ?? 0)) * 100)) + 0);
  };
  expect(await moveOf('w')).toEqual([1, 0, 0]);
  expect(await moveOf('s')).toEqual([-1, 0, 0]);
  expect(await moveOf('a')).toEqual([0, 1, 0]);
  expect(await moveOf('d')).toEqual([0, -1, 0]);
  expect(await moveOf('e')).toEqual([0, 0, 1]);
  expect(await moveOf('q')).toEqual([0, 0, -1]);
});

test('first person looks out of the ego, and dragging turns the head in its place', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await page.evaluate(() => {
    panel.ego(10, 5, Math.PI / 2);
    panel.look('first-person');
  });
  await atRest(page);
  expect(await aheadOf(page)).toEqual(close([0, 1, 0]));
  const before = await eyeOf(page);
  expect(before).toEqual(close([10, 5, 1.6], 1));
  await page.mouse.move(200, 150);
  await page.mouse.down();
  await page.mouse.move(300, 150, { steps: 4 });
  await page.mouse.up();
  await atRest(page);
  expect(await eyeOf(page)).toEqual(close(before, 0));
  // Dragged to the right, the scene follows the hand: the head turns to the left, to -x.
  expect((await aheadOf(page))[0]).toBeLessThan(-0.1);
});

test('the camera goes along with the ego as it was told to', async ({ openPanel }) => {
  const page = await openPanel('camera-rig');
  await page.evaluate(() => panel.ego(0, 0, 0));
  await atRest(page);
  const [eye, ahead] = [await eyeOf(page), await aheadOf(page)];
  await page.evaluate(() => {
    panel.follow('position');
    panel.ego(7, 3, 1);
  });
  await atRest(page);
  expect(await eyeOf(page)).toEqual(close([(eye[0] ?? 0) + 7, (eye[1] ?? 0) + 3, eye[2] ?? 0]));
  expect(await aheadOf(page)).toEqual(close(ahead));
  await page.evaluate(() => {
    panel.follow('heading');
    panel.ego(7, 3, 1 + Math.PI / 2);
  });
  await atRest(page);
  expect(await aheadOf(page)).toEqual(close([-(ahead[1] ?? 0), ahead[0] ?? 0, ahead[2] ?? 0]));
  const held = await eyeOf(page);
  await page.evaluate(() => {
    panel.follow('none');
    panel.ego(50, 50, 0);
  });
  await atRest(page);
  expect(await eyeOf(page)).toEqual(close(held));
});
