import { makeRoadUsers } from './road-users.ts';
import type { ObjectClass, RoadUser } from './road-users.ts';
import { placementAt } from './route.ts';
import type { Route } from './route.ts';
import { place } from './solid.ts';
import type { Solid } from './solid.ts';
import { makeSurroundings } from './surroundings.ts';
import { add, compose, rotate, rotationOf } from './vector.ts';
import type { Rotation, Vector } from './vector.ts';

/** The sample's length and rate. */
export const frameCount = 80;
export const frameIntervalMs = 100;
/** The first frame's time on the recording's clock, milliseconds since the Unix epoch. */
export const startTimeMs = Date.UTC(2026, 4, 4, 9, 30);

/** A rigid transform to the world: `p_world = rotation · p + translation`. */
export interface Pose {
  readonly translation: Vector;
  readonly rotation: Rotation;
}

/** An annotation in Avala's terms (avala-api: Geometry): metres, radians, Z up, yaw about Z. */
export interface Cuboid {
  readonly objectId: number;
  readonly class: ObjectClass;
  readonly center: Vector;
  readonly dimensions: { readonly length: number; readonly width: number; readonly height: number };
  readonly rotation: { readonly yaw: number; readonly pitch: number; readonly roll: number };
}

/** Down the right lane, past a cyclist, slowing for people on the zebra. */
const egoRoute: Route = {
  start: [0, -1.6],
  heading: 0,
  shifts: [
    { at: 19, over: 12, by: 0.55 },
    { at: 44, over: 10, by: -0.5 },
  ],
  progress: [[0, 0], [1, 8], [2, 15.6], [3, 21.8], [4, 26.2], [5, 29.8], [6, 34.4], [7, 41], [8, 48.6]],
};

/** Body roll and pitch are a little sway, so that poses exercise the whole quaternion. */
export function egoPoseAt(frame: number): Pose {
  const seconds = secondsAt(frame);
  const { x, y, yaw } = placementAt(egoRoute, seconds, 0);
  const pitch = 0.006 * Math.sin(seconds * 2.1) + 0.003 * Math.sin(seconds * 5.3);
  const roll = 0.005 * Math.sin(seconds * 1.4 + 1);
  return { translation: [x, y, 0.02], rotation: rotationOf(yaw, pitch, roll) };
}

/** A sensor's pose in the world from its pose on the vehicle. */
export const mount = (ego: Pose, sensor: Pose): Pose => ({
  translation: add(ego.translation, rotate(ego.rotation, sensor.translation)),
  rotation: compose(ego.rotation, sensor.rotation),
});

/** All that can be seen at one moment. */
export interface Moment {
  readonly frame: number;
  readonly ego: Pose;
  /** Everything, moving or not. */
  readonly solids: readonly Solid[];
  readonly moving: { readonly solids: readonly Solid[]; readonly cuboids: readonly Cuboid[] };
}

/** The whole drive: build it once, ask for any frame in any order. */
export interface Drive {
  /** The same at all times: pavements; houses, trees and lamps; parked vehicles. */
  readonly still: {
    readonly pavements: readonly Solid[];
    readonly tall: readonly Solid[];
    readonly parked: readonly Solid[];
    readonly parkedCuboids: readonly Cuboid[];
  };
  momentAt(frame: number): Moment;
  /** All annotations of a frame, by ascending object id. */
  cuboidsAt(frame: number): readonly Cuboid[];
}

function cuboidOf(user: RoadUser, seconds: number): Cuboid {
  const { x, y, z, yaw } = user.placementAt(seconds);
  const { min, max } = user.bounds;
  const [cx, cy] = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  return {
    objectId: user.objectId,
    class: user.class,
    center: [x + cx * Math.cos(yaw) - cy * Math.sin(yaw), y + cx * Math.sin(yaw) + cy * Math.cos(yaw), z + (min[2] + max[2]) / 2],
    dimensions: { length: max[0] - min[0], width: max[1] - min[1], height: max[2] - min[2] },
    rotation: { yaw: Math.atan2(Math.sin(yaw), Math.cos(yaw)), pitch: 0, roll: 0 },
  };
}

const secondsAt = (frame: number): number => (frame * frameIntervalMs) / 1_000;

function solidsOf(users: readonly RoadUser[], seconds: number): Solid[] {
  return users.flatMap((user) => {
    const placement = user.placementAt(seconds);
    return user.partsAt(seconds).map((part) => place(part, placement, user.objectId));
  });
}

/** Makes the scene: deterministic, no input. */
export function makeDrive(): Drive {
  const { pavements, tall } = makeSurroundings();
  const users = makeRoadUsers();
  const movers = users.filter(({ isParked }) => !isParked);
  const resting = users.filter(({ isParked }) => isParked);
  const parked = solidsOf(resting, 0);
  const cuboidsOf = (some: readonly RoadUser[], frame: number) => some.map((user) => cuboidOf(user, secondsAt(frame)));
  return {
    still: { pavements, tall, parked, parkedCuboids: cuboidsOf(resting, 0) },
    momentAt(frame) {
      const solids = solidsOf(movers, secondsAt(frame));
      return {
        frame,
        ego: egoPoseAt(frame),
        solids: [...pavements, ...tall, ...parked, ...solids],
        moving: { solids, cuboids: cuboidsOf(movers, frame) },
      };
    },
    cuboidsAt: (frame) => cuboidsOf(users, frame),
  };
}
