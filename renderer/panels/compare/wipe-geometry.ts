import type { WipeLine } from '../../viewing/comparison.ts';
import type { Size } from '../image/fit.ts';

/** A vector or a position, in whatever pixels the caller uses; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points from A's side to B's, square to the line; of length 1. */
export function wipeNormal({ angleDegrees }: WipeLine): Point {
  const angle = (angleDegrees * Math.PI) / 180;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** On whose side of the line a position of the area lies; a position on the line is B's. */
export function wipeSide(wipe: WipeLine, { x, y }: Point, area: Size): 'a' | 'b' {
  const normal = wipeNormal(wipe);
  const distance = (x - wipe.x * area.width) * normal.x + (y - wipe.y * area.height) * normal.y;
  return distance < 0 ? 'a' : 'b';
}

/** The line moved to pass through a position of the area; never out of it, where it could not be caught again. */
export function moveWipe(wipe: WipeLine, { x, y }: Point, area: Size): WipeLine {
  return { ...wipe, x: within(x / area.width), y: within(y / area.height) };
}

/**
 * The line turned about its handle to pass through a position, at the end that lies below the handle at 0°. Unchanged
 * when the position is the handle's own.
 */
export function turnWipeTo(wipe: WipeLine, { x, y }: Point, area: Size): WipeLine {
  const along = { x: x - wipe.x * area.width, y: y - wipe.y * area.height };
  if (along.x === 0 && along.y === 0) return wipe;
  return turnWipe(wipe, (Math.atan2(-along.x, along.y) * 180) / Math.PI);
}

/** The line at an angle, whatever turn it is given in. */
export function turnWipe(wipe: WipeLine, angleDegrees: number): WipeLine {
  const turned = ((((angleDegrees + 180) % 360) + 360) % 360) - 180;
  return { ...wipe, angleDegrees: turned === -180 ? 180 : turned };
}

function within(part: number): number {
  return Number.isFinite(part) ? Math.min(Math.max(part, 0), 1) : 0.5;
}
