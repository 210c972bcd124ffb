import type { SidecarLabels } from './sidecar.ts';

/** `21 cuboids of frame 000965`, `64 cuboids of 3 frames`, and how many objects could not be read. */
export function describeLabels(labels: readonly SidecarLabels[], leftOutCount: number): string {
  const count = labels.reduce((sum, { cuboids }) => sum + cuboids.length, 0);
  const [only, ...others] = labels;
  const where = only !== undefined && others.length === 0 ? `frame ${only.frame.slice(0, 60)}` : `${labels.length} frames`;
  const leftOut = leftOutCount === 0 ? '' : `; ${leftOutCount} that could not be read left out`;
  return `${count} ${count === 1 ? 'cuboid' : 'cuboids'} of ${where}${leftOut}`;
}
