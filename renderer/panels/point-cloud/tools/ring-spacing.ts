const mostRings = 8;

/** Radii in metres of circles around the sensor, at 1, 2, 5 or 10 × 10^n metres, at most eight, out to a scene's radius. */
export function ringRadii(reachM: number): readonly number[] {
  if (!(reachM > 0) || !Number.isFinite(reachM)) return [];
  const least = reachM / mostRings;
  const power = 10 ** Math.floor(Math.log10(least));
  const spacingM = power * ([1, 2, 5, 10].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10);
  return Array.from({ length: Math.floor(reachM / spacingM + 1e-9) }, (_, index) => Number(((index + 1) * spacingM).toPrecision(12)));
}
