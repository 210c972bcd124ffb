/** Where the playhead stands, as people count: from 1. */
export function formatReadout(step: number, stepCount: number): string {
  return stepCount === 0 ? 'No frames' : `Frame ${step + 1} of ${stepCount}`;
}
