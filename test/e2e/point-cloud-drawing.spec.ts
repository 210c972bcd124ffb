import type { Page } from '@playwright/test';
import type { PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import { expect, test } from '../support/panel-page.ts';

test.skip(() => test.info().project.name === 'electron', 'The panel alone is the same page in both shells.');

const white: Partial<PointCloudSettings> = { colorMode: 'neutral', pointShape: 'square' };

/** Five points in a row, 2 m apart, with all that filters go by. */
const filterable = {
  points: [-4, -2, 0, 2, 4].map((x): [number, number, number] => [x, 0, x / 4]),
  fields: { intensity: [10, 20, 30, 40, 50], label: [0, 1, 2, 300, 65_535] },
};

/** Which of the five points are in the picture. */
async function seen(page: Page, filters: Parameters<typeof cloudPanel.filter>[0]): Promise<number[]> {
  return await page.evaluate(
    async ({ filters, points }) => {
      cloudPanel.filter(filters);
      const colors = await cloudPanel.colorsAt(points);
      return colors.flatMap(([red = 0], i) => (red === 255 ? [i] : []));
    },
    { filters, points: filterable.points },
  );
}

test('points are filtered by height, range, intensity, class and a turned box, each for itself and together', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  await page.evaluate(
    ({ cloud, style }) => {
      cloudPanel.style({ ...style, pointSize: { value: 4, unit: 'px' } });
      cloudPanel.show(cloud);
      cloudPanel.lookDown(6);
    },
    { cloud: filterable, style: white },
  );
  expect(await seen(page, {})).toEqual([0, 1, 2, 3, 4]);
  expect(await seen(page, { heightM: { min: -0.6, max: 0.6 } })).toEqual([1, 2, 3]);
  expect(await seen(page, { rangeM: { min: 1, max: 3 } })).toEqual([1, 3]);
  expect(await seen(page, { intensity: { min: 20, max: 40 } })).toEqual([1, 2, 3]);
  expect(await seen(page, { hiddenClasses: [1, 300] })).toEqual([0, 2, 4]);
  expect(await seen(page, { hiddenClasses: [65_535] })).toEqual([0, 1, 2, 3]);
  expect(await seen(page, { intensity: { min: 20, max: 40 }, hiddenClasses: [2] })).toEqual([1, 3]);
  // 6 m along x and 1 m along y; turned by a quarter, across.
  expect(await seen(page, { cropBox: { center: [0, 0, 0], dimensions: [6, 1, 10], yawRad: 0 } })).toEqual([1, 2, 3]);
  expect(await seen(page, { cropBox: { center: [2, 0, 0], dimensions: [6, 1, 10], yawRad: Math.PI / 2 } })).toEqual([3]);
  expect(await seen(page, { cropBox: { center: [0, 0, 1], dimensions: [10, 10, 1.2], yawRad: 0 } })).toEqual([3, 4]);
  expect(await seen(page, {})).toEqual([0, 1, 2, 3, 4]);
});

test('filters are in the world’s terms, wherever the scene’s zero is', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  await page.evaluate(
    ({ cloud, style }) => {
      cloudPanel.style({ ...style, pointSize: { value: 4, unit: 'px' } });
      cloudPanel.show({ ...cloud, origin: [500_000, 4_000_000, 200] });
      cloudPanel.lookDown(6);
    },
    { cloud: filterable, style: white },
  );
  expect(await seen(page, { heightM: { min: 199.4, max: 200.6 } })).toEqual([1, 2, 3]);
  expect(await seen(page, { cropBox: { center: [500_002, 4_000_000, 200], dimensions: [1, 1, 10], yawRad: 0 } })).toEqual([3]);
});

for (const pixelRatio of [1, 2]) {
  test(`points are as large as they are said to be, at ${pixelRatio} pixels of the display for each of CSS`, async ({ openPanel }) => {
    // At an odd size the point is in the middle of a pixel, at twice that on the border of four.
    const page = await openPanel('point-cloud', { width: 401, height: 301 }, pixelRatio);
    const litPixels = async (style: Partial<PointCloudSettings>) =>
      await page.evaluate(async (style) => {
        cloudPanel.style(style);
        return await cloudPanel.litPixels();
      }, style);
    await page.evaluate((style) => {
      cloudPanel.style(style);
      cloudPanel.show({ points: [[0, 0, 0]] });
      cloudPanel.lookDown(6);
    }, white);
    for (const size of [1, 3, 9]) {
      expect(await litPixels({ pointSize: { value: size, unit: 'px' } })).toBe((size * pixelRatio) ** 2);
    }
    const round = await litPixels({ pointSize: { value: 20, unit: 'px' }, pointShape: 'round' });
    const disc = Math.PI * (10 * pixelRatio) ** 2;
    expect(Math.abs(round / disc - 1)).toBeLessThan(0.04);
    // 2 m of a picture that is 12.24 m high (6 m and 2 % of margin, twice); pixels that are touched at both edges count.
    const inMetres = await litPixels({ pointSize: { value: 2, unit: 'm' }, pointShape: 'square' });
    expect(Math.abs(Math.sqrt(inMetres) - (2 / 12.24) * 301 * pixelRatio)).toBeLessThan(2);
  });
}

test('in perspective a size in metres halves with twice the distance, and a size in pixels does not', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const sides = async (unit: 'px' | 'm', value: number) =>
    await page.evaluate(
      async ({ unit, value, style }) => {
        cloudPanel.style({ ...style, pointSize: { value, unit } });
        cloudPanel.show({ points: [[0, 0, 0]] });
        const result: number[] = [];
        for (const distance of [10, 20]) {
          cloudPanel.lookFrom([distance, 0, 0], [0, 0, 0]);
          result.push(Math.sqrt(await cloudPanel.litPixels()));
        }
        return result;
      },
      { unit, value, style: white },
    );
  expect(await sides('px', 6)).toEqual([6, 6]);
  // Half the height of the picture is tan 25° of the distance.
  const [near = 0, far = 0] = await sides('m', 1);
  expect(Math.abs(near - 150 / (10 * Math.tan((25 * Math.PI) / 180)))).toBeLessThanOrEqual(1);
  expect(Math.abs(far - 150 / (20 * Math.tan((25 * Math.PI) / 180)))).toBeLessThanOrEqual(1);
});

test('the grid goes along with the vehicle, up a hill too, and its lines stay where they are in the world', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const { first, later } = await page.evaluate(async () => {
    const points = [-20, 20].flatMap((x) => [-20, 20].map((y): [number, number, number] => [x, y, 0]));
    const at = (x: number, z: number) => ({ translation: [x, 0, z] as [number, number, number], rotation: [0, 0, 0, 1] as [number, number, number, number] });
    cloudPanel.view.rig.setFollow('position');
    cloudPanel.style({ showGrid: true, colorMode: 'neutral' });
    cloudPanel.show({ points }, { worldFromPoints: at(0, 0), worldFromEgo: at(0, 0) });
    const first = await cloudPanel.litPixels();
    // By whole tens of lines of the grid.
    cloudPanel.show({ points }, { key: 'later', worldFromPoints: at(400, 30), worldFromEgo: at(400, 30) });
    return { first, later: await cloudPanel.litPixels() };
  });
  expect(first).toBeGreaterThan(2_000);
  // Lines are blurred from coordinates that are a little less exact there.
  expect(Math.abs(later - first)).toBeLessThan(0.01 * first);
});

test('axes stand at the world’s zero, x red and y green, and are gone when they are turned off', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const [on, off] = await page.evaluate(async () => {
    // As of a drive far from the world's zero, which is not the scene's.
    cloudPanel.show({ points: [[-20, -20, 0], [20, -20, 0], [-20, 20, 0], [20, 20, 0]], origin: [64, 32, 0] });
    const { x, y } = cloudPanel.view.sceneFromWorld([0, 0, 0]);
    // The bars are a quarter of the grid's spacing long.
    const halfM = (cloudPanel.view.extent?.gridSpacingM ?? 0) / 8;
    cloudPanel.lookFrom([x, y - 0.01, 8], [x, y, 0]);
    const colors = [];
    for (const showAxes of [true, false]) {
      cloudPanel.style({ showAxes });
      colors.push(await cloudPanel.colorsAt([[x + halfM, y, 0], [x, y + halfM, 0], [x - halfM, y, 0]]));
    }
    return colors;
  });
  const ground = [11, 12, 14];
  expect(on).toEqual([[240, 96, 90], [95, 191, 106], ground]);
  expect(off).toEqual([ground, ground, ground]);
});

test('eye-dome lighting darkens what lies behind an edge, in both projections, and off it leaves no trace', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  for (const projection of ['perspective', 'orthographic'] as const) {
    const [before, off, [edge, flat]] = await page.evaluate(
      async ({ style, projection }) => {
        // A slab of points 20 m above a floor of them.
        const grid = Array.from({ length: 10_000 }, (_, i): [number, number] => [(i % 100) / 5 - 10, Math.floor(i / 100) / 5 - 10]);
        const points = grid.map(([x, y]): [number, number, number] => [x, y, Math.abs(x) < 3 && Math.abs(y) < 3 ? 20 : 0]);
        cloudPanel.style({ ...style, edlStrength: 0, pointSize: { value: 20, unit: 'px' } });
        cloudPanel.show({ points });
        cloudPanel.lookDown(9, projection);
        const before = await cloudPanel.fingerprint();
        cloudPanel.style({ edlStrength: 0.4 });
        const image = await cloudPanel.picture();
        const bright = (x: number) => image.data[4 * (150 * image.width + x)] ?? 0;
        const row = Array.from({ length: image.width }, (_, x) => bright(x)).slice(60, 340);
        cloudPanel.style({ edlStrength: 0 });
        return [before, await cloudPanel.fingerprint(), [Math.min(...row), Math.max(...row)]] as const;
      },
      { style: white, projection },
    );
    expect(edge).toBeLessThan(120);
    expect(flat).toBeGreaterThan(250);
    expect(off).toBe(before);
  }
});

test('changing mode, field, range, filter, size, crop, colours or lighting uploads no vertex byte', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const bytes = await page.evaluate(async (cloud) => {
    const shown = await cloudPanel.glCounts(async () => {
      cloudPanel.show({ ...cloud, colors: cloud.points.map(() => [1, 2, 3]) });
      cloudPanel.lookDown(6);
      await cloudPanel.picture();
    });
    const restyled = await cloudPanel.glCounts(async () => {
      for (const colorMode of ['neutral', 'intensity', 'rainbow', 'label', 'panoptic', 'image', 'height', 'range', 'field', 'rgb'] as const) {
        cloudPanel.style({ colorMode });
        await cloudPanel.picture();
      }
      for (const fieldName of ['label', 'intensity']) {
        cloudPanel.style({ colorMode: 'field', fieldName });
        await cloudPanel.picture();
      }
      cloudPanel.style({ colormap: 'magma', isColormapReversed: true, pointSize: { value: 1, unit: 'm' }, pointShape: 'round', edlStrength: 0.5 });
      await cloudPanel.picture();
      cloudPanel.view.setRanges({ height: { min: 0, max: 1 }, 'field intensity': { min: 0, max: 1 } });
      cloudPanel.filter({ heightM: { min: 0, max: 1 }, hiddenClasses: [1], cropBox: { center: [0, 0, 0], dimensions: [1, 1, 1], yawRad: 1 } });
      await cloudPanel.picture();
    });
    return { shown: shown.uploadedBytes, restyled: restyled.uploadedBytes };
  }, filterable);
  // Of five points: three coordinates, two fields of 4 bytes, a colour of 4.
  expect(bytes.shown).toBe(5 * (12 + 8 + 4));
  expect(bytes.restyled).toBe(0);
});

test('the sweeps of a drive are uploaded once each, into buffers that are kept', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const { bytes, gpu } = await page.evaluate(async () => {
    const bytes: number[] = [];
    const gpu: number[] = [];
    for (const count of [1_000, 900, 1_000, 1_100, 1_050, 1_200]) {
      bytes.push((await cloudPanel.glCounts(() => cloudPanel.showField(count, 10, `sweep ${count}`))).uploadedBytes);
      gpu.push(cloudPanel.view.gpuByteLength);
    }
    return { bytes, gpu };
  });
  expect(bytes).toEqual([1_000, 900, 1_000, 1_100, 1_050, 1_200].map((count) => 16 * count));
  // Room is made once, and with some to spare.
  expect(gpu[0]).toBe(16_000);
  expect(gpu.slice(1, 3)).toEqual([16_000, 16_000]);
  expect(gpu.slice(3)).toEqual([22_000, 22_000, 22_000]);
});

test('while the camera moves an even part of the points is drawn, and all of them at rest, up to the budget', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const counts = await page.evaluate(async () => {
    cloudPanel.style({ maxPoints: 5_000_000, pointSize: { value: 1, unit: 'px' }, colorMode: 'neutral' });
    cloudPanel.showField(1_000_000, 10);
    cloudPanel.lookDown(5);
    await cloudPanel.picture();
    await cloudPanel.picture();
    cloudPanel.lookDown(5);
    const moving = await cloudPanel.nextDrawnPoints();
    const said = cloudPanel.view.drawnPoints;
    // Nobody asks for it: the rest is drawn by itself.
    let resting = moving;
    while (resting < 1_000_000) resting = await cloudPanel.nextDrawnPoints();
    cloudPanel.style({ maxPoints: 300_000 });
    await cloudPanel.picture();
    return { moving, said, resting, limited: cloudPanel.view.drawnPoints.drawn };
  });
  // A million points take a software renderer, and most graphics cards, longer than a picture of the screen.
  expect(counts.moving).toBeLessThan(1_000_000);
  expect(counts.moving).toBeGreaterThanOrEqual(50_000);
  expect(counts.said).toEqual({ drawn: counts.moving, total: 1_000_000, isDraft: true });
  expect(counts.resting).toBe(1_000_000);
  expect(counts.limited).toBe(300_000);
});

test('a part of the points covers the scene as evenly as all of them', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const lit = await page.evaluate(async () => {
    // One point for every 4 × 4 pixels.
    cloudPanel.style({ pointSize: { value: 4, unit: 'px' }, pointShape: 'square', colorMode: 'neutral', maxPoints: 100_000 });
    cloudPanel.showField(400_000, 3);
    cloudPanel.lookDown(1.5);
    return { lit: await cloudPanel.litPixels(), drawn: cloudPanel.view.drawnPoints.drawn };
  });
  expect(lit.drawn).toBe(100_000);
  // The field is 300 ÷ 1.02 pixels wide and high, and a quarter of its points leave no hole.
  expect(lit.lit).toBeGreaterThan((300 / 1.02) ** 2);
});

test('nothing is drawn while nothing changes', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const [before, after] = await page.evaluate(async () => {
    cloudPanel.showField(1_000, 10);
    await cloudPanel.picture();
    // Rest has come, and whatever it asked for.
    for (let last = -1; last !== cloudPanel.view.drawCount; ) {
      last = cloudPanel.view.drawCount;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const before = cloudPanel.view.drawCount;
    for (let pictures = 0; pictures < 30; pictures += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    return [before, cloudPanel.view.drawCount];
  });
  expect(after).toBe(before);
});

test('a lost context is said, and comes back with the same picture, lit or not', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  for (const edlStrength of [0, 0.5]) {
    const result = await page.evaluate(async (edlStrength) => {
      cloudPanel.style({ edlStrength, showGrid: true, showAxes: true, colorMode: 'field', fieldName: 'intensity', colormap: 'turbo' });
      cloudPanel.filter({ intensity: { min: 3, max: 250 }, hiddenClasses: [] });
      cloudPanel.showField(20_000, 10, 'lost');
      cloudPanel.view.resetView();
      const before = await cloudPanel.fingerprint();
      const at = cloudPanel.at([1.5, 1.5, 0]);
      const picked = cloudPanel.view.pick(at.x, at.y);
      cloudPanel.loseContext();
      await cloudPanel.statusIs('lost');
      const { status } = cloudPanel.view;
      const pickedWhileLost = cloudPanel.view.pick(at.x, at.y);
      // What is asked for meanwhile is not lost with it.
      cloudPanel.showField(20_000, 10, 'found');
      cloudPanel.restoreContext();
      await cloudPanel.statusIs('drawing');
      return { before, status, pickedWhileLost, after: await cloudPanel.fingerprint(), picked, pickedAfter: cloudPanel.view.pick(at.x, at.y) };
    }, edlStrength);
    expect(result.status).toMatchObject({ state: 'lost', reason: expect.stringContaining('The 3D view was lost') });
    expect(result.pickedWhileLost).toBeNull();
    expect(result.after).toBe(result.before);
    expect(result.picked).not.toBeNull();
    expect(result.pickedAfter).toEqual({ ...result.picked, sweepKey: 'found' });
  }
});
