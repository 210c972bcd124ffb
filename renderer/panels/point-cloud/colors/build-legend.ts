import type { DifferenceCounts } from '../analysis/difference-run.ts';
import { rampStops } from '../colormap.ts';
import type { ColorStop } from '../colormap.ts';
import type { LegendScale, PointCloudLegend, PointCloudStyle } from '../point-cloud-style.ts';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import { rangeKeyOf } from './choose-colors.ts';
import { className } from './class-names.ts';
import { intensityStops, rainbowColor } from './color-bands.ts';
import { classColor } from './golden-colors.ts';
import type { Coloring } from './point-coloring.ts';
import { cssColor } from './rgb.ts';

/** Points of two sweeps that are compared: only in the present one, only in the other, in both. sRGB. */
export const differenceColors = { here: [255, 122, 69], there: [74, 168, 255], same: [112, 117, 126] } as const;

const intensityRamp: readonly ColorStop[] = intensityStops.map(({ at, color }) => ({ at: at / 255, color }));
const middleLightness = 0.62;
const cycleColors = [0, 1, 2, 3, 4, 5].map((frame) => cssColor(rainbowColor(frame, middleLightness)));

/** What a legend is made of besides the coloring. */
export interface LegendSources {
  readonly style: PointCloudStyle;
  readonly cloud: PointCloud | null;
  readonly classIds: readonly number[];
  /** Of sweeps that are drawn together. */
  readonly sweepCount: number;
  readonly gridSpacingM: number | null;
  readonly difference: DifferenceCounts | null;
}

/** `coloring` is null while nothing is shown. */
export function buildLegend(coloring: Coloring | null, sources: LegendSources): PointCloudLegend {
  const { style, gridSpacingM } = sources;
  const base = { mode: style.colorMode, rangeKey: null, gridSpacingM };
  if (coloring === null) return { ...base, title: 'Points', scale: { kind: 'missing', reason: 'No points' } };
  const { choice, mode } = coloring;
  if (mode === 'changed') return { ...base, title: 'Difference', scale: { ...differenceScale, counts: sources.difference } };
  if (mode === 'age') {
    const range = { min: 0, max: Math.max(1, sources.sweepCount - 1) };
    // The present sweep has the map's last colour, and the age 0.
    const stops = rampStops({ ...coloring.ramp, isReversed: !coloring.ramp.isReversed });
    return { ...base, title: 'Age in sweeps', scale: { kind: 'ramp', stops, range, unit: null, isAuto: true } };
  }
  const rangeKey = choice.missing === null && mode !== 'rainbow' ? rangeKeyOf(choice) : null;
  return { ...base, title: choice.title, rangeKey, scale: scaleOf(coloring, sources) };
}

const differenceScale = {
  kind: 'difference',
  here: cssColor(differenceColors.here),
  there: cssColor(differenceColors.there),
  same: cssColor(differenceColors.same),
} as const;

function scaleOf({ choice, range, isAutoRange, ramp }: Coloring, { style, cloud, classIds }: LegendSources): LegendScale {
  if (choice.missing !== null) return { kind: 'missing', reason: choice.missing };
  switch (choice.mode) {
    case 'intensity':
      return { kind: 'ramp', stops: intensityRamp, range, unit: null, isAuto: isAutoRange };
    case 'rainbow':
      return { kind: 'cycle', colors: cycleColors };
    case 'label':
    case 'panoptic':
      return {
        kind: 'classes',
        classes: classIds.map((id) => ({ id, name: cloud === null ? null : className(cloud, id), color: cssColor(classColor(id)) })),
        hasInstances: choice.mode === 'panoptic',
      };
    case 'height':
    case 'range':
    case 'field':
      return { kind: 'ramp', stops: rampStops(ramp), range, unit: choice.unit, isAuto: isAutoRange };
    case 'image':
    case 'rgb':
      return { kind: 'own-colors' };
    default:
      return { kind: 'color', color: style.neutralColor };
  }
}

/** Whether two legends say the same, so that nobody is told of a new one. */
export function isSameLegend(a: PointCloudLegend, b: PointCloudLegend): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
