/** Of all steps, the one nearest to `step` that `isThere`: itself first, of two equally near the earlier. Null when none is. */
export function nearestStep(step: number, stepCount: number, isThere: (step: number) => boolean): number | null {
  for (let distance = 0; distance < stepCount; distance += 1) {
    for (const candidate of distance === 0 ? [step] : [step - distance, step + distance]) {
      if (candidate >= 0 && candidate < stepCount && isThere(candidate)) return candidate;
    }
  }
  return null;
}
