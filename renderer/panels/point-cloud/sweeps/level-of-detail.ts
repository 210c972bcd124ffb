/** Enough to see what a scene is, however slow the machine. */
const leastPoints = 50_000;
/** A smooth movement, with time left for everything else. */
const targetMs = 16;
/** Fewer say more of what every picture costs than of what a point does. */
const measurablePoints = 20_000;
/** Of what was measured last; pictures differ in how much of them is close up. */
const weightOfLast = 0.3;

/**
 * How many points are drawn while something moves: as many as the last pictures say can be drawn in time. Until one was
 * measured, all. At rest, all are drawn in any case.
 */
export class LevelOfDetail {
  #msPerPoint: number | null = null;

  /** A picture of so many points took so long to draw, its fixed cost included. */
  measured(pointCount: number, drawMs: number): void {
    if (pointCount < measurablePoints) return;
    const now = drawMs / pointCount;
    this.#msPerPoint = this.#msPerPoint === null ? now : this.#msPerPoint + weightOfLast * (now - this.#msPerPoint);
  }

  /** Points of all sweeps together, of at most `maxPoints`. */
  movingBudget(maxPoints: number): number {
    if (this.#msPerPoint === null) return maxPoints;
    return Math.min(maxPoints, Math.max(leastPoints, Math.round(targetMs / this.#msPerPoint)));
  }
}
