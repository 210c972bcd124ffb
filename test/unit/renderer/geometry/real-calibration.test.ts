import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Pose } from '../../../../preload/contract/model.ts';
import { usualConventions } from '../../../../preload/contract/point-cloud-settings.ts';
import { readPointCloud } from '../../../../renderer/decode/point-cloud/read-point-cloud.ts';
import { spreadPoints } from '../../../../renderer/decode/point-cloud/spread-points.ts';
import { cameraModelOf, projectPoint } from '../../../../renderer/geometry/camera-model.ts';
import { worldFromCamera } from '../../../../renderer/geometry/conventions.ts';
import { projectPoints, shareInImage } from '../../../../renderer/geometry/projected-points.ts';
import { applyPose, identityPose, invertPose } from '../../../../renderer/geometry/rigid-transform.ts';
import { readCalibration } from '../../../support/fixture-server/calibration.ts';
import { sharedData } from '../../../support/shared-data.ts';

const folder = sharedData('sustech-example');
const point = z.object({ x: z.number(), y: z.number(), z: z.number() });
const labels = z.array(z.object({ obj_id: z.string(), psr: z.object({ position: point }) }));

async function frontCamera() {
  const calibration = await readCalibration(join(folder ?? '', 'calib/camera/front.json'), 2048, 1536);
  const { position, heading } = calibration;
  const published: Pose = { translation: [position.x, position.y, position.z], rotation: [heading.x, heading.y, heading.z, heading.w] };
  const model = cameraModelOf({ ...calibration, model: 'pinhole', xi: null, alpha: null });
  const pose = worldFromCamera({ worldFromCamera: published }, null, usualConventions);
  return { model, worldFromCamera: pose ?? identityPose, width: 2048, height: 1536 };
}

describe.skipIf(folder === null)('the calibration of the real recording (frame 000965, front camera)', () => {
  // Boxes in pixels around what is in the picture, read off it by eye.
  it.each([
    { object: '20', what: 'the white van ahead', left: 986, right: 1058, top: 774, bottom: 854 },
    { object: '1', what: 'the dark car that turns left', left: 524, right: 734, top: 798, bottom: 942 },
    { object: '31', what: 'the man before the wall', left: 1804, right: 1840, top: 756, bottom: 830 },
    { object: '3', what: 'the bus', left: 400, right: 682, top: 732, bottom: 878 },
  ])('puts the middle of cuboid $object on $what', async ({ object, left, right, top, bottom }) => {
    const camera = await frontCamera();
    const found = labels.parse(JSON.parse(await readFile(join(folder ?? '', 'label/000965.json'), 'utf8'))).find(({ obj_id }) => obj_id === object);
    const { x, y, z: height } = found?.psr.position ?? { x: 0, y: 0, z: 0 };
    const seen = projectPoint(camera.model, applyPose(invertPose(camera.worldFromCamera), [x, y, height]));
    expect(seen?.u).toBeGreaterThan(left);
    expect(seen?.u).toBeLessThan(right);
    expect(seen?.v).toBeGreaterThan(top);
    expect(seen?.v).toBeLessThan(bottom);
  });

  it('puts as many points of the sweep into the image as another program does, and its sample the same share', async () => {
    const camera = await frontCamera();
    const cloud = spreadPoints(await readPointCloud(new Uint8Array(await readFile(join(folder ?? '', 'lidar/000965.pcd'))), {}));
    const points = { ...cloud, worldFromPoints: identityPose };
    // Counted with NumPy, from the file's own matrices; of 66,781.
    const landed = projectPoints(points, camera, cloud.pointCount, new Float32Array(3 * cloud.pointCount));
    expect(landed).toBe(14_881);
    expect(Math.abs((shareInImage(points, camera) ?? 0) - landed / cloud.pointCount)).toBeLessThan(0.01);
  });
});
