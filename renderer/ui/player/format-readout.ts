/** Where the playhead stands, as people count: from 1. */
export function formatReadout(step: number, stepCount: number): string {
  return stepCount === 0 ? 'No frames' : `Frame ${step + 1} of ${stepCount}`;
}

/**
 * The step that a typed frame number means, counted from 1; null when it is none. What lies outside the sequence goes to
 * its nearer end, as seeking does.
 */
export function parseFrameNumber(text: string, stepCount: number): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,9}$/.test(trimmed) || stepCount === 0) return null;
  return Math.min(Math.max(Number(trimmed), 1), stepCount) - 1;
}
