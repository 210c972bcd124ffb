import type { Sweep } from '../../renderer/panels/point-cloud/sweep.ts';
import { expect, test } from '../support/panel-page.ts';

test.skip(() => test.info().project.name === 'electron', 'The panel alone is the same page in both shells.');

const black = [11, 12, 14];
const white = [255, 255, 255];

test('a point is picked by its pixels, with all its fields, before there is an index and after', async ({ openPanel }) => {
  for (const pixelRatio of [1, 2]) {
    const page = await openPanel('point-cloud', { width: 400, height: 300 }, pixelRatio);
    const picks = await page.evaluate(async () => {
      const points = [[-2, 0, 1], [0, 0, 1], [2, 0, 1], [2, 0, -3]] as const;
      const cloud = { points, origin: [500_000, 4e6, 10] as const, fields: { intensity: [1, 2, 3, 4], gps_time: [1e9, 1e9 + 0.5, 1e9 + 1, 1e9 + 2] }, offsets: { gps_time: 1e9 }, colors: points.map((_, i) => [i, 10 * i, 200] as const) };
      cloudPanel.style({ pointSize: { value: 4, unit: 'px' } });
      cloudPanel.show(cloud);
      cloudPanel.lookDown(5);
      await cloudPanel.picture();
      const all = () => ({
        on: cloudPanel.pickAt([2, 0, 1]),
        beside: cloudPanel.pickAt([0, 0, 1], [5, 0]),
        tooFar: cloudPanel.pickAt([0, 0, 1], [12, 0]),
        between: cloudPanel.pickAt([-1, 0, 1]),
      });
      const without = all();
      await cloudPanel.view.preparePicking();
      const drawn = await cloudPanel.glCounts(() => cloudPanel.pickAt([2, 0, 1]));
      return { without, withIndex: all(), drawn };
    });
    expect(picks.withIndex).toEqual(picks.without);
    expect(picks.without.on).toEqual({
      sweepKey: 'sweep',
      // The upper one of the two that lie over each other.
      index: 2,
      world: [500_002, 4e6, 11],
      rangeM: expect.closeTo(Math.hypot(500_002, 4e6, 11), -1),
      fields: [
        { name: 'intensity', value: 3 },
        { name: 'gps_time', value: 1e9 + 1 },
      ],
      color: [2, 20, 200, 255],
    });
    expect(picks.without.beside).toMatchObject({ index: 1 });
    expect(picks.without.tooFar).toBeNull();
    expect(picks.without.between).toBeNull();
  }
});

test('the nearest to the cursor is picked, whatever lies behind it', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const indices = await page.evaluate(async () => {
    cloudPanel.style({ pointSize: { value: 3, unit: 'px' } });
    // 0.1 m is 3 pixels; the second is nearer to the eye.
    cloudPanel.show({ points: [[0, 0, 0], [0.1, 0, 2], [5, 5, 0], [-5, -5, 0]] });
    cloudPanel.lookDown(4.9);
    await cloudPanel.picture();
    return [cloudPanel.pickAt([0, 0, 0])?.index, cloudPanel.pickAt([0.1, 0, 2])?.index];
  });
  expect(indices).toEqual([0, 1]);
});

test('a point that is large in metres is picked wherever it is seen, and not beside that', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const indices = await page.evaluate(async () => {
    cloudPanel.style({ pointSize: { value: 1.5, unit: 'm' }, pointShape: 'round' });
    cloudPanel.show({ points: [[-4, 0, 0], [0, 0, 0], [4, 0, 0]] });
    cloudPanel.lookDown(4.9);
    await cloudPanel.picture();
    const pick = () => [0, 20, 40].map((beside) => cloudPanel.pickAt([0, 0, 0], [beside, 0])?.index ?? null);
    const before = pick();
    await cloudPanel.view.preparePicking();
    return [before, pick()];
  });
  // 0.75 m is 22.5 pixels, and 6 more are near enough.
  expect(indices).toEqual([[1, 1, null], [1, 1, null]]);
});

test('only what is in the picture is picked: not what is filtered, nor what is beyond the budget', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const result = await page.evaluate(async () => {
    cloudPanel.style({ pointSize: { value: 4, unit: 'px' }, maxPoints: 100_000 });
    cloudPanel.showField(160_000, 8);
    cloudPanel.lookDown(4.5);
    await cloudPanel.picture();
    await cloudPanel.view.preparePicking();
    const picked = cloudPanel.pickAt([1, 1, 0]);
    const value = picked?.fields[0]?.value ?? Number.NaN;
    cloudPanel.filter({ intensity: { min: value + 1, max: 255 } });
    const other = cloudPanel.pickAt([1, 1, 0]);
    cloudPanel.filter({ cropBox: { center: [-3, -3, 0], dimensions: [1, 1, 1], yawRad: 0 } });
    const outside = cloudPanel.pickAt([1, 1, 0]);
    cloudPanel.filter({});
    const indices: number[] = [];
    for (let x = -3; x < 3; x += 0.17) {
      const index = cloudPanel.pickAt([x, 0.5, 0])?.index;
      if (index !== undefined) indices.push(index);
    }
    return { picked, other, outside, value, largest: Math.max(...indices), count: indices.length };
  });
  expect(result.picked).not.toBeNull();
  expect(result.other?.fields[0]?.value).toBeGreaterThan(result.value);
  expect(result.outside).toBeNull();
  expect(result.count).toBeGreaterThan(30);
  expect(result.largest).toBeLessThan(100_000);
});

test('a pick looks at no more points of a million than of a hundred thousand, by much', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const drawn = await page.evaluate(async () => {
    const drawn: number[] = [];
    for (const pointCount of [100_000, 1_000_000]) {
      cloudPanel.showField(pointCount, 100, `of ${pointCount}`);
      cloudPanel.view.resetView();
      await cloudPanel.picture();
      await cloudPanel.view.preparePicking();
      const { drawnPoints } = await cloudPanel.glCounts(() => {
        for (let x = -30; x <= 30; x += 10) if (cloudPanel.pickAt([x, x / 3, 0]) === null) throw new Error('Nothing was picked.');
      });
      drawn.push(drawnPoints / 7);
    }
    return drawn;
  });
  expect(drawn[1]).toBeLessThan(20_000);
});

test('earlier sweeps lie where they were taken, are uploaded once, and can be picked', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const result = await page.evaluate(async () => {
    // A vehicle that drives 2 m forward with every sweep; a point 1 m ahead of it and one 3 m to its left.
    const sweep = (frame: number) => ({ points: [[1, 0, 0], [0, 3, 0]] as const, fields: { intensity: [frame, 10 + frame] } });
    const place = (frame: number) => ({ key: `frame ${frame}`, frameNumber: frame, worldFromPoints: { translation: [2 * frame, 0, 0] as [number, number, number], rotation: [0, 0, 0, 1] as [number, number, number, number] } });
    cloudPanel.style({ colorMode: 'neutral', pointSize: { value: 6, unit: 'px' } });
    cloudPanel.show(sweep(0), place(0));
    cloudPanel.lookDown(8);
    // The present sweep becomes an earlier one without being uploaded again.
    const stepped = await cloudPanel.glCounts(() => cloudPanel.show(sweep(1), place(1), [place(0)]));
    const missingAfterStep = cloudPanel.view.missingEarlier;
    cloudPanel.show(sweep(3), place(3), [2, 1, 0].map(place));
    const missing = cloudPanel.view.missingEarlier;
    const fed = await cloudPanel.glCounts(() => cloudPanel.addEarlier(sweep(2), place(2)));
    const all = await cloudPanel.colorsAt([[1, 0, 0], [3, 0, 0], [5, 0, 0], [7, 0, 0], [2, 3, 0]]);
    const picked = cloudPanel.pickAt([3, 0, 0]);
    await cloudPanel.view.preparePicking();
    const pickedAgain = cloudPanel.pickAt([3, 0, 0]);
    // Back: the earlier one is the present one, and there is nothing to upload.
    const back = await cloudPanel.glCounts(() => cloudPanel.show(sweep(2), place(2), [1, 0].map(place)));
    const fewer = await cloudPanel.colorsAt([[5, 0, 0], [7, 0, 0]]);
    return { stepped, missingAfterStep, missing, fed, all, picked, pickedAgain, back, fewer };
  });
  expect(result.stepped.uploadedBytes).toBe(2 * 16);
  expect(result.missingAfterStep).toEqual([]);
  expect(result.missing).toEqual(['frame 2']);
  expect(result.fed.uploadedBytes).toBe(2 * 16);
  expect(result.all).toEqual([white, white, white, white, white]);
  // Of its cloud nothing is left but what the GPU has.
  expect(result.picked).toMatchObject({ sweepKey: 'frame 1', index: 0, world: [3, 0, 0], rangeM: 1, fields: [{ name: 'intensity', value: 1 }] });
  expect(result.pickedAgain).toEqual(result.picked);
  expect(result.back.uploadedBytes).toBe(0);
  expect(result.fewer).toEqual([white, black]);
});

test('sweeps are coloured by age from one end of the colour map to the other, and rainbow gives each its own hue', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const { aged, hued, legend } = await page.evaluate(async () => {
    const place = (frame: number) => ({ key: `frame ${frame}`, frameNumber: frame, worldFromPoints: { translation: [2 * frame, 0, 0] as [number, number, number], rotation: [0, 0, 0, 1] as [number, number, number, number] } });
    const cloud = { points: [[0, 0, 0]] as const, fields: { intensity: [255] } };
    cloudPanel.style({ colorMode: 'neutral', isColoredByAge: true, colormap: 'viridis', pointSize: { value: 6, unit: 'px' } });
    cloudPanel.show(cloud, place(0));
    cloudPanel.show(cloud, place(2), [1, 0].map(place));
    for (const frame of [1, 0]) cloudPanel.addEarlier(cloud, place(frame));
    cloudPanel.lookDown(8);
    const points = [[4, 0, 0], [2, 0, 0], [0, 0, 0]] as const;
    const aged = await cloudPanel.colorsAt(points);
    const { legend } = cloudPanel.view;
    cloudPanel.style({ colorMode: 'rainbow', isColoredByAge: false });
    return { aged, legend, hued: await cloudPanel.colorsAt(points) };
  });
  // The bright end of viridis, as published, is now; frames 2, 1 and 0 are hsl(120), hsl(60) and hsl(0).
  expect(aged[0]).toEqual([253, 231, 37].map((channel) => expect.closeTo(channel, -0.3)));
  expect(aged[1]).not.toEqual(aged[0]);
  expect(aged[2]).not.toEqual(aged[1]);
  expect(hued).toEqual([[0, 255, 0], [255, 255, 0], [255, 0, 0]]);
  expect(legend).toMatchObject({ title: 'Age in sweeps', scale: { kind: 'ramp', range: { min: 0, max: 2 } } });
});

test('two hundred sweeps together are held to the budget', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const { drawn, counts } = await page.evaluate(async () => {
    const points = Array.from({ length: 6_000 }, (_, i) => [i % 100, Math.floor(i / 100), 0] as const);
    const place = (frame: number) => ({ key: `frame ${frame}`, worldFromPoints: { translation: [frame, 0, 0] as [number, number, number], rotation: [0, 0, 0, 1] as [number, number, number, number] } });
    cloudPanel.style({ colorMode: 'neutral', maxPoints: 100_000 });
    const earlier = Array.from({ length: 199 }, (_, i) => place(198 - i));
    cloudPanel.show({ points }, place(199), earlier);
    for (const sweep of earlier) cloudPanel.addEarlier({ points }, sweep);
    await cloudPanel.picture();
    return { drawn: await cloudPanel.glCounts(async () => await cloudPanel.picture()), counts: cloudPanel.view.drawnPoints };
  });
  expect(counts).toMatchObject({ total: 200 * 6_000 });
  expect(counts.drawn).toBeLessThanOrEqual(100_000);
  expect(counts.drawn).toBeGreaterThan(99_000);
  expect(drawn.drawnPoints).toBe(counts.drawn);
});

test('what differs between two sweeps is marked in both, and what they share is not', async ({ openPanel }) => {
  const page = await openPanel('point-cloud');
  const { marked, legend, wider, ended } = await page.evaluate(async () => {
    const counted = async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = cloudPanel.view.onLegendChange(() => {
        const { scale } = cloudPanel.view.legend;
        if (scale.kind === 'difference' && scale.counts !== null) resolve();
      });
      await promise;
      stop();
    };
    const points = [[0, 0, 0], [2, 0, 0], [0, 3, 0]] as const;
    cloudPanel.style({ colorMode: 'neutral', pointSize: { value: 6, unit: 'px' } });
    cloudPanel.show({ points: [points[0], points[1]] });
    cloudPanel.lookDown(6);
    await cloudPanel.picture();
    const reference: Sweep = { key: 'reference', cloud: cloudPanel.cloudOf({ points: [[0.2, 0, 0], points[2]] }), worldFromPoints: { translation: [0, 0, 0], rotation: [0, 0, 0, 1] } };
    let next = counted();
    cloudPanel.view.compareWith(reference, 0.5);
    await next;
    const marked = await cloudPanel.colorsAt(points);
    const { legend } = cloudPanel.view;
    next = counted();
    cloudPanel.view.compareWith(reference, 4);
    await next;
    const wider = cloudPanel.view.legend;
    cloudPanel.view.compareWith(null);
    return { marked, legend, wider, ended: await cloudPanel.colorsAt(points) };
  });
  expect(marked).toEqual([[112, 117, 126], [255, 122, 69], [74, 168, 255]]);
  expect(legend).toMatchObject({ title: 'Difference', scale: { kind: 'difference', counts: { here: 1, there: 1 } } });
  expect(wider).toMatchObject({ scale: { kind: 'difference', counts: { here: 0, there: 0 } } });
  expect(ended).toEqual([white, white, black]);
});
