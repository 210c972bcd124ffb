/** Beams of the LiDAR, as elevations in radians from the lowest up: denser around the horizon, as real ones are. */
export const elevations: readonly number[] = Array.from({ length: 40 }, (_, index) => {
  const share = (index / 39) * 2 - 1;
  const degrees = share < 0 ? -24 * Math.abs(share) ** 1.25 : 9 * share;
  return ((degrees - 1) * Math.PI) / 180;
});

/** Directions a turn: one every 0.4°. */
export const columnCount = 900;

/** What is farther away gives no return, in metres. */
export const maxRange = 80;
