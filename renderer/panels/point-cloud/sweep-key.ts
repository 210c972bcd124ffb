/** The key of a frame's sweep in its view. */
export function sweepKeyOf(frameIndex: number): string {
  return `frame ${frameIndex}`;
}

/** The frame of a sweep's key. */
export function frameOfSweep(sweepKey: string): number | null {
  const digits = /^frame (\d+)$/.exec(sweepKey)?.[1];
  return digits === undefined ? null : Number(digits);
}
