import type { Pose } from '../../preload/contract/model.ts';
import type { MadeCamera } from '../panels/calibration.ts';
import { expect, test } from '../support/panel-page.ts';

type Point = readonly [number, number, number];

/** Looks along the world's x from a place. */
const forwardFrom = (x: number, y: number, z: number): Pose => ({ translation: [x, y, z], rotation: [-0.5, 0.5, -0.5, 0.5] });
const front: MadeCamera = { viewKey: 'front', worldFromCamera: forwardFrom(0, 0, 0), left: '#ff0000', right: '#00ff00' };

/** A wall across x, dense enough to hide what is behind it: from `y0` to `y1`, and as high. */
function wall(x: number, y0: number, y1: number, spacing: number): Point[] {
  const points: Point[] = [];
  for (let y = y0; y <= y1; y += spacing) for (let z = -1; z <= 1; z += spacing) points.push([x, y, z]);
  return points;
}

const imageMode = { colorMode: 'image', neutralColor: '#ffffff', pointSize: { value: 9, unit: 'px' }, pointShape: 'square' } as const;

test('a point has the colour of its own place in the picture; one that no camera sees is the neutral colour, dimmed', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const [left, right, behind]: Point[] = [[10, 3, 0], [10, -3, 0], [-10, 0, 0]];
  const colors = await page.evaluate(
    ({ points, camera, style }) => {
      calibrationPanel.show({ points }, [camera], style);
      calibrationPanel.look([0, 0, 60], [0.01, 0, 0]);
      return points.map((point) => calibrationPanel.colorAt(point));
    },
    { points: [left, right, behind] as [Point, Point, Point], camera: front, style: imageMode },
  );
  expect(colors).toEqual([[255, 0, 0], [0, 255, 0], [64, 64, 64]]);
});

test('of cameras that see a point, that one gives the colour in whose picture it is nearest to the middle', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const beside: MadeCamera = { viewKey: 'beside', worldFromCamera: forwardFrom(0, 6, 0), left: '#0000ff', right: '#0000ff' };
  const points: [Point, Point] = [[10, 4, 0], [10, 2, 0]];
  const unseen: Point[] = [[-20, -20, 0], [-20, 20, 0]];
  const colors = await page.evaluate(
    ({ points, unseen, cameras, style }) => {
      calibrationPanel.show({ points: [...points, ...unseen] }, cameras, style);
      calibrationPanel.look([0, 0, 60], [0.01, 0, 0]);
      return points.map((point) => calibrationPanel.colorAt(point));
    },
    { points, unseen, cameras: [front, beside], style: imageMode },
  );
  expect(colors).toEqual([[0, 0, 255], [255, 0, 0]]);
});

test('a point behind a wall does not take the wall’s colour', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const [hidden, seen]: Point[] = [[20, 2, 0], [20, 7, 0]];
  const colors = await page.evaluate(
    ({ points, wall, camera, style }) => {
      calibrationPanel.show({ points: [...points, ...wall] }, [camera], style);
      calibrationPanel.look([10, 0, 70], [10.01, 0, 0]);
      return points.map((point) => calibrationPanel.colorAt(point));
    },
    { points: [hidden, seen] as [Point, Point], wall: wall(5, -1.2, 1.2, 0.04), camera: front, style: imageMode },
  );
  expect(colors).toEqual([[64, 64, 64], [255, 0, 0]]);
});

test('over a picture, points behind a surface are left out where that is wanted, and the surface itself stays', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  // Before the right half of the far wall there is a near one, whose points lie 2 pixels apart.
  const [near, far] = [wall(5, -2, 0, 0.1), wall(15, -6, 6, 0.37)];
  const colors = [...near.map(() => [255, 0, 0] as const), ...far.map(() => [0, 0, 255] as const)];
  const [all, visible] = await page.evaluate(
    ({ points, colors, camera }) => {
      calibrationPanel.show({ points, colors }, [camera], { colorMode: 'rgb' });
      return [calibrationPanel.overlayOf(0, false), calibrationPanel.overlayOf(0, true)];
    },
    { points: [...near, ...far], colors, camera: front },
  );
  expect(all?.['255 0 0']).toBeGreaterThan(400);
  expect(visible?.['255 0 0']).toBe(all?.['255 0 0']);
  expect(all?.['0 0 255']).toBeGreaterThan(100);
  const share = (visible?.['0 0 255'] ?? 0) / (all?.['0 0 255'] ?? 1);
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.75);
});

test('over a picture, earlier sweeps that are drawn with the present one are there, from the GPU alone, and what stands there now hides them', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const [near, far] = [wall(5, -2, 0, 0.1), wall(15, -6, 6, 0.37)];
  const [red, blue] = [near.map(() => [255, 0, 0] as const), far.map(() => [0, 0, 255] as const)];
  const [all, visible] = await page.evaluate(
    ({ near, far, red, blue, camera }) => {
      calibrationPanel.show({ points: far, colors: blue }, [camera], { colorMode: 'rgb' });
      calibrationPanel.showNext({ points: near, colors: red });
      return [calibrationPanel.overlayOf(0, false), calibrationPanel.overlayOf(0, true)];
    },
    { near, far, red, blue, camera: front },
  );
  expect(all?.['0 0 255']).toBeGreaterThan(100);
  expect(visible?.['0 0 255']).toBeGreaterThan(20);
  expect(visible?.['0 0 255']).toBeLessThan(0.7 * (all?.['0 0 255'] ?? 0));
  expect(visible?.['255 0 0']).toBe(all?.['255 0 0']);
});

test('over a picture, points of two LiDARs lie together, and what one has seen hides what the other has', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const [near, far] = [wall(5, -2, 0, 0.1), wall(15, -6, 6, 0.37)];
  // As for a LiDAR of which the first sweep was taken elsewhere: its scene has another zero.
  const origin = [-64, 32, 8] as const;
  const fromOrigin = near.map(([x, y, z]): Point => [x - origin[0], y - origin[1], z - origin[2]]);
  const [red, blue] = [near.map(() => [255, 0, 0] as const), far.map(() => [0, 0, 255] as const)];
  const [one, both, visible] = await page.evaluate(
    ({ second, far, blue, camera }) => {
      calibrationPanel.show({ points: far, colors: blue }, [camera], { colorMode: 'rgb' });
      const one = calibrationPanel.overlayOf(0, true);
      calibrationPanel.showSecond(second);
      return [one, calibrationPanel.overlayOf(0, false), calibrationPanel.overlayOf(0, true)];
    },
    { second: { points: fromOrigin, origin, colors: red }, far, blue, camera: front },
  );
  expect(one?.['255 0 0']).toBeUndefined();
  expect(both?.['255 0 0']).toBeGreaterThan(400);
  expect(both?.['0 0 255']).toBeGreaterThan(100);
  expect(visible?.['255 0 0']).toBe(both?.['255 0 0']);
  expect(visible?.['0 0 255']).toBeLessThan(0.7 * (both?.['0 0 255'] ?? 0));
  expect(visible?.['0 0 255']).toBeGreaterThan(20);
});

test('a frustum has the live picture on its image plane, and a double click on it looks out of the camera', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const plane = await page.evaluate(
    ({ points, camera }) => {
      calibrationPanel.show({ points }, [camera], { showFrusta: true });
      calibrationPanel.look([-20, 0, 5], [0, 0, 0]);
      const sizeM = (calibrationPanel.view.extent?.radiusM ?? 0) / 10;
      const [left, right] = [[sizeM, 0.5 * sizeM, 0], [sizeM, -0.5 * sizeM, 0]] as const;
      return { left: calibrationPanel.colorAt(left), right: calibrationPanel.colorAt(right), place: calibrationPanel.placeOf(left) };
    },
    { points: wall(30, -20, 20, 1), camera: front },
  );
  expect(plane.left).toEqual([255, 0, 0]);
  expect(plane.right).toEqual([0, 255, 0]);
  await page.mouse.dblclick(...plane.place);
  await expect.poll(async () => (await page.evaluate(() => calibrationPanel.eye())).every((value) => Math.abs(value) < 1e-3)).toBe(true);
});

test('frusta are as large as they are set to be', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const colors = await page.evaluate(
    ({ points, camera }) => {
      calibrationPanel.show({ points }, [camera], { showFrusta: true });
      calibrationPanel.look([-20, 0, 5], [0, 0, 0]);
      const sizeM = (calibrationPanel.view.extent?.radiusM ?? 0) / 10;
      // On the image plane of a frustum twice as large; one of the usual size ends short of the line of sight to it.
      const point = [2 * sizeM, 1.8 * sizeM, 0] as const;
      return [1, 2].map((frustumScale) => {
        calibrationPanel.style({ showFrusta: true, frustumScale });
        return calibrationPanel.colorAt(point);
      });
    },
    { points: wall(30, -20, 20, 1), camera: front },
  );
  expect(colors).toEqual([[11, 12, 14], [255, 0, 0]]);
});

test('over a picture, points that differ from another sweep have the colours of the difference, and those of that sweep are there', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const { before, compared, after } = await page.evaluate(
    async ({ shared, moved, camera }) => {
      const [here, there] = [moved.map(([x, y, z]) => [x, y + 2, z] as const), moved.map(([x, y, z]) => [x, y - 2, z] as const)];
      calibrationPanel.show({ points: [...shared, ...here] }, [camera], { colorMode: 'neutral', neutralColor: '#ffffff' });
      const before = calibrationPanel.overlayOf(0, false);
      await calibrationPanel.compareWith({ points: [...shared, ...there] }, 0.3);
      const compared = calibrationPanel.overlayOf(0, false);
      await calibrationPanel.compareWith(null, 0);
      return { before, compared, after: calibrationPanel.overlayOf(0, false) };
    },
    { shared: wall(15, -6, 6, 0.5), moved: wall(8, -0.5, 0.5, 0.1), camera: front },
  );
  expect(Object.keys(before)).toEqual(['255 255 255']);
  // `differenceColors`: here, there, same.
  expect(Object.keys(compared).toSorted()).toEqual(['112 117 126', '255 122 69', '74 168 255']);
  expect(compared['255 122 69']).toBeGreaterThan(50);
  expect(compared['74 168 255']).toBe(compared['255 122 69']);
  expect(after).toEqual(before);
});

const ground = [11, 12, 14];

/** How much of a colour there is, at most, in pixels that are a mixture of it and the ground: lines are drawn soft. */
function largestShare(pixels: readonly (readonly number[])[], color: readonly number[]): number {
  const shares = pixels.map((pixel) => {
    const ofChannels = ground.map((under, channel) => ((pixel[channel] ?? 0) - under) / ((color[channel] ?? 0) - under));
    const [least, most] = [Math.min(...ofChannels), Math.max(...ofChannels)];
    return most - least < 0.03 ? most : 0;
  });
  return Math.max(...shares);
}

test('cuboids stand in the 3D view where they are, in the colour that points of their class have, with their names above', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const { classOf, edges, inside, name } = await page.evaluate(({ around }) => {
    const points = [[10, 0, 0.5], [10, 8, 0], ...around] as const;
    calibrationPanel.show({ points, fields: { label: points.map((_, index) => (index === 0 ? 4 : 9)) } }, [], { colorMode: 'label', pointSize: { value: 9, unit: 'px' } });
    calibrationPanel.showCuboids([{ objectId: '12', label: '4', center: [10, 0, 1], dimensions: [4, 2, 2], rotation: [Math.PI / 2, 0, 0] }], { colorMode: 'label', pointSize: { value: 9, unit: 'px' } });
    calibrationPanel.look([10, -14, 9], [10, 0, 0]);
    // A quarter turn: 2 m along x, 4 m along y.
    const middles = [[9, 0, 0], [11, 0, 0], [9, 0, 2], [11, 0, 2], [10, -2, 0], [10, -2, 2], [10, 2, 2], [9, -2, 1], [11, -2, 1], [11, 2, 1]] as const;
    return {
      classOf: calibrationPanel.colorAt([10, 0, 0.5]),
      edges: middles.map((middle) => calibrationPanel.colorsBeside(middle, -1, -1, 3, 3)),
      // On the near side, where one looks past all edges.
      inside: calibrationPanel.colorsBeside([10.4, -2, 1], -1, -1, 3, 3),
      // On the middle of the roof.
      name: calibrationPanel.colorsBeside([10, 0, 2], -20, -14, 40, 12),
    };
  }, { around: wall(30, -20, 20, 4) });
  for (const edge of edges) expect(largestShare(edge, classOf)).toBeGreaterThan(0.5);
  expect(largestShare(inside, classOf)).toBe(0);
  expect(name).toContainEqual([255, 255, 255]);
});

test('the name of a cuboid at the border is moved into the picture, and all of it can be read', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const { middle, borders } = await page.evaluate(({ around }) => {
    calibrationPanel.show({ points: around }, [], {});
    calibrationPanel.showCuboids([{ objectId: '1234', label: 'articulated lorry', center: [10, 0, 1], dimensions: [4, 2, 2], rotation: [0, 0, 0] }], {});
    const { clientWidth: width, clientHeight: height } = calibrationPanel.canvas;
    const roof = [10, 0, 2] as const;
    const placeAt = (look: readonly [number, number, number]) => {
      calibrationPanel.look([10, -14, 9], look);
      return calibrationPanel.placeOf(roof);
    };
    // White is in the letters only.
    const lettersAt = (look: readonly [number, number, number]) => {
      const [x, y] = placeAt(look);
      return calibrationPanel.colorsBeside(roof, -x, -y, width, height).filter((color) => Math.min(...color) > 200).length;
    };
    /** Turns away until the roof is at the border, by halving. */
    const atBorder = (isWithin: (place: [number, number]) => boolean, lookAt: (step: number) => readonly [number, number, number]) => {
      let [within, beyond] = [0, 30];
      for (let tries = 0; tries < 20; tries++) {
        const step = (within + beyond) / 2;
        if (isWithin(placeAt(lookAt(step)))) within = step;
        else beyond = step;
      }
      return lettersAt(lookAt(within));
    };
    return {
      middle: lettersAt([10, 0, 1]),
      borders: [
        atBorder(([x]) => x >= 2, (step) => [10 + step, 0, 1]),
        atBorder(([x]) => x <= width - 2, (step) => [10 - step, 0, 1]),
        atBorder(([, y]) => y >= 2, (step) => [10, -step / 3, 1 - step / 2]),
      ],
    };
  }, { around: wall(30, -20, 20, 4) });
  expect(middle).toBeGreaterThan(100);
  for (const letters of borders) expect(letters).toBeGreaterThan(0.9 * middle);
});

test('without frusta and camera colours nothing of the cameras is drawn', async ({ openPanel }) => {
  const page = await openPanel('calibration');
  const color = await page.evaluate(
    ({ points, camera }) => {
      calibrationPanel.show({ points }, [camera], { showFrusta: false });
      calibrationPanel.look([-20, 0, 5], [0, 0, 0]);
      const sizeM = (calibrationPanel.view.extent?.radiusM ?? 0) / 10;
      return calibrationPanel.colorAt([sizeM, 0.5 * sizeM, 0]);
    },
    { points: wall(30, -20, 20, 1), camera: front },
  );
  expect(color).toEqual([11, 12, 14]);
});
