import type { Page } from '@playwright/test';
import type { PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import type { MadeCloud } from '../panels/made-cloud.ts';
import { expect, test } from '../support/panel-page.ts';

test.skip(() => test.info().project.name === 'electron', 'The panel alone is the same page in both shells.');

const row = (count: number) => Array.from({ length: count }, (_, i): [number, number, number] => [0, 3 - i, 0]);

/** The colours of points in a row, in a given style. */
async function colorsOf(page: Page, cloud: MadeCloud, style: Partial<PointCloudSettings>, frameNumber = 0): Promise<number[][]> {
  return await page.evaluate(
    async ({ cloud, style, frameNumber }) => {
      cloudPanel.style({ pointSize: { value: 6, unit: 'px' }, ...style });
      cloudPanel.show(cloud, { frameNumber });
      cloudPanel.lookDown(6);
      return await cloudPanel.colorsAt(cloud.points);
    },
    { cloud, style, frameNumber },
  );
}

const near = (rgb: readonly number[]) => rgb.map((channel) => expect.closeTo(channel, -0.3));

test('neutral is white until another colour is chosen', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  expect(await colorsOf(page, { points: row(1) }, { colorMode: 'neutral' })).toEqual([[255, 255, 255]]);
  expect(await colorsOf(page, { points: row(1) }, { colorMode: 'neutral', neutralColor: '#3366cc' })).toEqual([[0x33, 0x66, 0xcc]]);
});

test('intensity is interpolated in RGB between blue, green, yellow and red at 0, 8, 34 and 255', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const cloud = { points: row(7), fields: { intensity: [0, 4, 8, 21, 34, 144.5, 255] } };
  const expected = [[0, 0, 255], [0, 127.5, 127.5], [0, 255, 0], [127.5, 255, 0], [255, 255, 0], [255, 127.5, 0], [255, 0, 0]];
  expect(await colorsOf(page, cloud, { colorMode: 'intensity' })).toEqual(expected.map(near));
  // KITTI has the same as shares of one.
  const shares = { ...cloud, fields: { intensity: cloud.fields.intensity.map((value) => value / 255) } };
  await page.reload();
  await page.waitForFunction(() => 'cloudPanel' in globalThis);
  expect(await colorsOf(page, shares, { colorMode: 'intensity' })).toEqual(expected.map(near));
});

test('rainbow has its hue from the frame’s number and its lightness from the intensity', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const cloud = { points: row(4), fields: { intensity: [0, 8, 34, 255] } };
  // hsl(240 100% 85|74|62|50%), by hand: 255 × (l ± (1 − |2l − 1|) ÷ 2).
  const blue = [[178.5, 178.5, 255], [122.4, 122.4, 255], [61.2, 61.2, 255], [0, 0, 255]];
  expect(await colorsOf(page, cloud, { colorMode: 'rainbow' }, 4)).toEqual(blue.map(near));
  expect((await colorsOf(page, cloud, { colorMode: 'rainbow' }, 6)).at(-1)).toEqual([255, 0, 0]);
  expect((await colorsOf(page, cloud, { colorMode: 'rainbow' }, 1)).at(-1)).toEqual([255, 255, 0]);
});

test('classes have golden-ratio colours, objects those of their id, and what is no object that of its class', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const fields = { label: [1, 51, 3, 1], instance: [0, 0, 7, 57] };
  // hsl(222.492° 70% 60%), by hand; class 51 is class 1 again.
  const classOne = [82, 123, 224];
  const labels = await colorsOf(page, { points: row(4), fields }, { colorMode: 'label' });
  expect(labels[0]).toEqual(near(classOne));
  expect(labels[1]).toEqual(labels[0]);
  expect(labels[3]).toEqual(labels[0]);
  // hsl(117.446° 80% 62%), by hand.
  const objects = await colorsOf(page, { points: row(4), fields }, { colorMode: 'panoptic' });
  expect(objects[0]).toEqual(near(classOne));
  expect(objects[2]).toEqual(near([87, 236, 81]));
  expect(objects[3]).not.toEqual(objects[2]);
  // What float32 cannot tell apart is told apart by the field's offset.
  const large = { instance: [4_000_000_001, 4_000_000_002] };
  const [first, second] = await colorsOf(page, { points: row(2), fields: large, offsets: { instance: 4_000_000_000 } }, { colorMode: 'panoptic' });
  expect(first).not.toEqual(second);
  expect(await page.evaluate(() => cloudPanel.view.legend.scale)).toMatchObject({ kind: 'classes', hasInstances: true, classes: [{ id: 1 }, { id: 3 }, { id: 51 }] });
});

test('the legend’s class colours are those of the points', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const ids = [0, 2, 5, 17, 49, 300];
  const drawn = await colorsOf(page, { points: row(6), fields: { classification: ids }, format: 'las' }, { colorMode: 'label' });
  const { scale } = await page.evaluate(() => cloudPanel.view.legend);
  if (scale.kind !== 'classes') throw new Error('The legend is not one of classes.');
  expect(scale.classes.map(({ id }) => id)).toEqual(ids);
  expect(scale.classes.map(({ name }) => name)).toEqual(['Created, never classified', 'Ground', 'High vegetation', 'Bridge deck', null, null]);
  for (const [i, { color }] of scale.classes.entries()) expect(drawn[i]).toEqual(near((color.match(/\d+/g) ?? []).map(Number)));
});

test('height, range and fields run over the colour map, from one end of the range to the other, and back when reversed', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const points: [number, number, number][] = [[0, 3, 0], [0, 0, 5], [0, -4, 10]];
  const ramped = { colormap: 'viridis', isColormapReversed: false } as const;
  const ends = async (style: Partial<PointCloudSettings>, ranges: Record<string, { min: number; max: number }>, field: number[]) => {
    await page.evaluate((given) => cloudPanel.view.setRanges(given), ranges);
    return await colorsOf(page, { points, fields: { ring: field }, origin: [0, 0, 100] }, { ...ramped, ...style });
  };
  const [low, , high] = await ends({ colorMode: 'height' }, { height: { min: 100, max: 110 } }, [0, 0, 0]);
  // The end of viridis as published.
  expect(high).toEqual(near([253, 231, 37]));
  expect(await ends({ colorMode: 'height', isColormapReversed: true }, { height: { min: 100, max: 110 } }, [0, 0, 0])).toEqual([high, expect.anything(), low]);
  expect(await ends({ colorMode: 'field', fieldName: 'ring' }, { 'field ring': { min: -7, max: 3 } }, [3, -7, Number.NaN])).toEqual([high, low, [255, 255, 255]]);
  // The sensor is at the file's zero, 100 m below the points.
  const sensor = points.map(([x, y, z]) => Math.hypot(x, y, z + 100));
  expect(await ends({ colorMode: 'range' }, { range: { min: sensor[0] ?? 0, max: sensor[2] ?? 0 } }, [0, 0, 0])).toEqual([low, expect.anything(), high]);
});

test('the file’s own colours are drawn as they are, and where there are none the legend says so', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const colors: [number, number, number][] = [[10, 200, 30], [255, 0, 128], [1, 2, 3]];
  expect(await colorsOf(page, { points: row(3), colors }, { colorMode: 'rgb' })).toEqual(colors);
  expect(await colorsOf(page, { points: row(3) }, { colorMode: 'rgb' })).toEqual(row(3).map(() => [255, 255, 255]));
  expect(await page.evaluate(() => cloudPanel.view.legend.scale)).toEqual({ kind: 'missing', reason: 'No colours in this cloud' });
});

test('camera colours come from whoever gives them, dim where no camera sees a point, and neutral without cameras', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const cloud = { points: row(3) };
  expect(await colorsOf(page, cloud, { colorMode: 'image' })).toEqual(row(3).map(() => [255, 255, 255]));
  await page.evaluate(() => {
    const glsl = 'uniform vec3 seen; vec4 imageColor(vec3 scenePoint) { return vec4(seen, scenePoint.y > 1.5 ? 1.0 : 0.0); }';
    cloudPanel.view.setImageColors({ glsl, uniforms: { seen: { value: [1, 0.5, 0] } } });
  });
  expect(await colorsOf(page, cloud, { colorMode: 'image' })).toEqual([near([255, 127.5, 0]), near([255, 127.5, 0]), near([63.75, 63.75, 63.75])]);
  await page.evaluate(() => cloudPanel.view.setImageColors(null));
  expect(await colorsOf(page, cloud, { colorMode: 'image' })).toEqual(row(3).map(() => [255, 255, 255]));
});

test('a file may have more fields than a program may have attributes', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const fields = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, [i, -i]]));
  await page.evaluate(() => cloudPanel.view.setRanges({ 'field f29': { min: -29, max: 29 } }));
  const [high, low] = await colorsOf(page, { points: row(2), fields }, { colorMode: 'field', fieldName: 'f29', colormap: 'viridis' });
  expect(high).toEqual(near([253, 231, 37]));
  expect(low).not.toEqual(high);
});
