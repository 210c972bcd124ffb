import { describe, expect, it } from 'vitest';
import { layOutAtlas } from '../../../../../renderer/panels/calibration/atlas-layout.ts';

describe('pictures on one texture', () => {
  it('have cells of one size, as wide as the narrowest and no wider than is wanted', () => {
    const layout = layOutAtlas([{ width: 2048, height: 1536 }, { width: 640, height: 360 }, { width: 2048, height: 1536 }], 1_024);
    expect(layout).toEqual({
      width: 1280,
      height: 960,
      cells: [
        { x: 0, y: 0, width: 640, height: 480 },
        { x: 640, y: 0, width: 640, height: 480 },
        { x: 0, y: 480, width: 640, height: 480 },
      ],
    });
    expect(layOutAtlas([{ width: 2048, height: 1536 }], 320)).toMatchObject({ width: 320, height: 240 });
  });

  it('are none without pictures', () => {
    expect(layOutAtlas([], 320)).toEqual({ width: 1, height: 1, cells: [] });
  });
});
