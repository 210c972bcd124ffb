import { describe, expect, it } from 'vitest';
import { sweepOf } from '../../../../main/sample/lidar/sweep.ts';
import { Raster } from '../../../../main/sample/render/raster.ts';
import type { Cuboid } from '../../../../main/sample/scene/drive.ts';
import { semanticLabels } from '../../../../main/sample/scene/material.ts';
import { cameras, worldFromCamera } from '../../../../main/sample/scene/sensors.ts';
import { project, publishedDrive } from './published-camera.ts';

const { drive, frames } = publishedDrive();
const someFrames = [0, 13, 37, 58, 79];

describe('the sample’s points, images and cuboids', () => {
  it.each(someFrames)('show the same object where frame %i’s returns project into the images', (frame) => {
    const moment = drive.momentAt(frame);
    const returns = sweepOf(moment);
    let landed = 0;
    let missed = 0;
    for (const camera of cameras) {
      const image = frames[frame]?.images.find((published) => published.camera === camera.key);
      if (image === undefined) throw new Error(`Nothing is published about ${camera.key}.`);
      const raster = new Raster(camera.intrinsics);
      raster.draw(moment.solids, worldFromCamera(moment.ego, camera), camera.intrinsics);
      for (const { position, objectId } of returns) {
        if (objectId === 0) continue;
        const seen = project(position, image);
        if (seen === null) continue;
        const sample = Math.floor(seen.v * 2) * raster.width + Math.floor(seen.u * 2);
        const depthThere = 1 / (raster.inverseDepth[sample] ?? 0);
        const surface = raster.surfaces[raster.surfaceIds[sample] ?? 0] ?? null;
        const isHidden = surface !== null && surface.objectId !== objectId && depthThere < seen.depth - 0.05;
        if (isHidden) continue;
        if (surface?.objectId === objectId) landed += 1;
        else missed += 1;
      }
    }
    expect(landed).toBeGreaterThan(400);
    expect(landed / (landed + missed)).toBeGreaterThanOrEqual(0.99);
  });

  it.each(someFrames)('agree on what is where in frame %i: every return of an object lies within 2 cm of its cuboid', (frame) => {
    const cuboids = new Map(drive.cuboidsAt(frame).map((cuboid) => [cuboid.objectId, cuboid]));
    let checked = 0;
    for (const { position, objectId, label } of sweepOf(drive.momentAt(frame))) {
      if (objectId === 0) continue;
      const cuboid = cuboids.get(objectId);
      if (cuboid === undefined) throw new Error(`Object ${objectId} has no cuboid.`);
      const { center, dimensions, rotation } = cuboid;
      const [dx, dy, dz] = [position[0] - center[0], position[1] - center[1], position[2] - center[2]];
      const along = dx * Math.cos(rotation.yaw) + dy * Math.sin(rotation.yaw);
      const across = dy * Math.cos(rotation.yaw) - dx * Math.sin(rotation.yaw);
      expect(Math.abs(along)).toBeLessThanOrEqual(dimensions.length / 2 + 0.02);
      expect(Math.abs(across)).toBeLessThanOrEqual(dimensions.width / 2 + 0.02);
      expect(Math.abs(dz)).toBeLessThanOrEqual(dimensions.height / 2 + 0.02);
      expect(label).toBe(semanticLabels[cuboid.class]);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(500);
  });

  it('fill the cuboids: a near parked car’s returns come within 10 cm of the sides that the LiDAR sees', () => {
    const returns = sweepOf(drive.momentAt(0));
    const best = drive
      .cuboidsAt(0)
      .map((cuboid) => ({ cuboid, own: returns.filter(({ objectId }) => objectId === cuboid.objectId) }))
      .toSorted((a, b) => b.own.length - a.own.length)[0];
    if (best === undefined) throw new Error('There are no cuboids.');
    const { center, dimensions, rotation } = best.cuboid;
    const across = best.own.map(
      ({ position }) => (position[1] - center[1]) * Math.cos(rotation.yaw) - (position[0] - center[0]) * Math.sin(rotation.yaw),
    );
    const tops = best.own.map(({ position }) => position[2] - center[2]);
    expect(Math.max(...across.map(Math.abs))).toBeGreaterThan(dimensions.width / 2 - 0.1);
    expect(Math.max(...tops)).toBeGreaterThan(dimensions.height / 2 - 0.1);
  });

  it('move: most movers of the first frame are elsewhere in the last one, parked vehicles are not', () => {
    const last = new Map(drive.cuboidsAt(79).map(({ objectId, center }) => [objectId, center]));
    const parked = new Set(drive.still.parkedCuboids.map(({ objectId }) => objectId));
    for (const { objectId, center } of drive.cuboidsAt(0)) {
      const then = last.get(objectId);
      if (then === undefined) throw new Error(`Object ${objectId} vanished.`);
      const moved = Math.hypot(then[0] - center[0], then[1] - center[1]);
      if (parked.has(objectId)) expect(moved).toBe(0);
      else expect(moved).toBeGreaterThan(2);
    }
    expect(parked.size).toBeGreaterThan(10);
    expect(last.size - parked.size).toBeGreaterThanOrEqual(15);
  });

  it('are 80 frames, 100 ms apart', () => {
    const timestamps = frames.map(({ timestamp }) => Date.parse(timestamp));
    expect(timestamps).toHaveLength(80);
    expect(new Set(timestamps.slice(1).map((time, index) => time - (timestamps[index] ?? 0)))).toEqual(new Set([100]));
  });

  it('are clear of each other: no two road users’ cuboids ever overlap, and none the recording vehicle', () => {
    const clashes = new Set<string>();
    for (let frame = 0; frame < 80; frame += 2) {
      const vehicle = frames[frame]?.device_position;
      if (vehicle === undefined) throw new Error('There are too few frames.');
      const circles = drive.cuboidsAt(frame).flatMap(circlesOf);
      // The LiDAR sits 0.6 m before the vehicle's middle; the vehicle is 4.4 m long and 1.8 m wide.
      for (const along of [-2, -1.2, -0.4, 0.4, 1.2]) circles.push({ objectId: 0, x: vehicle.x + along, y: vehicle.y, radius: 0.85 });
      for (const [index, a] of circles.entries()) {
        for (const b of circles.slice(index + 1)) {
          if (a.objectId === b.objectId) continue;
          if (Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius) clashes.add(`${a.objectId} and ${b.objectId} in frame ${frame}`);
        }
      }
    }
    expect([...clashes]).toEqual([]);
  });
});

/** Circles along a cuboid's middle line that just stay within its width. */
function circlesOf({ objectId, center, dimensions, rotation }: Cuboid) {
  const radius = (dimensions.width / 2) * 0.9;
  const reach = Math.max(0, dimensions.length / 2 - radius);
  return [-1, -0.5, 0, 0.5, 1].map((share) => ({
    objectId,
    x: center[0] + share * reach * Math.cos(rotation.yaw),
    y: center[1] + share * reach * Math.sin(rotation.yaw),
    radius,
  }));
}
