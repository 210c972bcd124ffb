import { describe, expect, it } from 'vitest';
import { CameraRenderer } from '../../../../main/sample/render/camera-image.ts';
import { captionHeight, captionText, drawCaption } from '../../../../main/sample/render/caption.ts';
import { makeDrive } from '../../../../main/sample/scene/drive.ts';
import { cameras } from '../../../../main/sample/scene/sensors.ts';

const drive = makeDrive();

describe('the sample’s images', () => {
  it('carry a strip whose writing is different in every frame of every camera', () => {
    const width = 640;
    const strips = cameras.flatMap(({ title }) =>
      Array.from({ length: 80 }, (_, frame) => {
        const pixels = new Uint8ClampedArray(width * captionHeight * 4).fill(128);
        drawCaption(pixels, width, captionText(title, frame, 80));
        return Buffer.from(pixels).toString('base64');
      }),
    );
    expect(new Set(strips).size).toBe(cameras.length * 80);
  });

  it('have the strip drawn on them, white on dark', () => {
    const [front] = cameras;
    if (front === undefined) throw new Error('The rig has no camera.');
    const { width } = front.intrinsics;
    const { pixels } = new CameraRenderer(drive).render(drive.momentAt(12), front);
    const strip = new Uint8ClampedArray(pixels.slice(0, width * captionHeight * 4));
    const white = strip.filter((value, index) => index % 4 === 0 && value === 244).length;
    const dark = strip.filter((value, index) => index % 4 === 0 && value < 130).length;
    expect(white).toBeGreaterThan(200);
    expect(white + dark).toBe(width * captionHeight);
  });

  it('are the same bytes whether a frame is drawn first or after others', () => {
    const camera = cameras[2];
    if (camera === undefined) throw new Error('The rig has too few cameras.');
    const fresh = new CameraRenderer(drive).render(drive.momentAt(31), camera).pixels;
    const used = new CameraRenderer(makeDrive());
    used.render(drive.momentAt(5), camera);
    expect(Buffer.from(used.render(drive.momentAt(31), camera).pixels).equals(Buffer.from(fresh))).toBe(true);
  });

  it('have no hole: every pixel is opaque, and the road, the sky and the houses are there', { timeout: 60_000 }, () => {
    const renderer = new CameraRenderer(drive);
    for (const camera of cameras) {
      const { width, height } = camera.intrinsics;
      const { pixels, raster } = renderer.render(drive.momentAt(50), camera);
      expect(pixels.length).toBe(width * height * 4);
      let opaque = 0;
      for (let alpha = 3; alpha < pixels.length; alpha += 4) if (pixels[alpha] === 255) opaque += 1;
      expect(opaque).toBe(width * height);
      const labels = new Set(raster.surfaces.flatMap((surface) => (surface === null ? [] : [surface.material.label])));
      for (const label of ['building', 'pavement', 'vegetation']) expect(labels).toContain(label);
    }
  });
});
