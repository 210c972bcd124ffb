/** Steps that must be in memory at once: what is on screen, what was asked for and, while scrubbing, one on the way. */
const pinnedSteps = 3;

/**
 * What a single frame may take of the memory for decoded frames, so that the steps that must be there fit in whatever the
 * views hold: a picture that takes more is kept scaled down (`DecodeRequest.mostBytes`).
 */
export function frameShareBytes(budgetBytes: number, viewCount: number): number {
  return Math.floor(budgetBytes / (pinnedSteps * Math.max(viewCount, 1)));
}
