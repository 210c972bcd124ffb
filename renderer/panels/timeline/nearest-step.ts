/**
 * Of the steps around `step`, the nearest that `isThere`: itself first, of two equally near the earlier. Null when none
 * within `reach` steps is.
 */
export function nearestStep(step: number, stepCount: number, reach: number, isThere: (step: number) => boolean): number | null {
  for (let distance = 0; distance <= reach; distance += 1) {
    for (const candidate of distance === 0 ? [step] : [step - distance, step + distance]) {
      if (candidate >= 0 && candidate < stepCount && isThere(candidate)) return candidate;
    }
  }
  return null;
}
