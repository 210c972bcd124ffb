import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';
import { holdColorRange, intensityScale, measureColorRange } from '../color-range.ts';
import type { Ramp } from '../colormap.ts';
import type { ColorRanges, PointCloudStyle } from '../point-cloud-style.ts';
import type { ShaderColorMode } from '../shaders/color-glsl.ts';
import type { PlacedSweep } from '../sweeps/place-sweep.ts';
import { chooseColors, rangeKeyOf } from './choose-colors.ts';
import type { ColorChoice } from './choose-colors.ts';
import { countValues } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import { sampleValues } from './mode-values.ts';
import { intensityField } from './point-fields.ts';
import { SeenClasses } from './seen-classes.ts';

/** Enough that a percentile is stable to a per cent, few enough to sort within a tenth of a millisecond. */
const rangeSampleCount = 2_048;
const histogramSampleCount = 65_536;
const classSampleCount = 65_536;

const anyRange: ValueRange = { min: 0, max: 1 };

/** How sweeps are coloured, the present one leading; ranges in the values' own terms, heights in the world's. */
export interface Coloring {
  readonly choice: ColorChoice;
  /** What the shader does: the choice's mode, unless sweeps are coloured by age or compared. */
  readonly mode: ShaderColorMode;
  readonly range: ValueRange;
  readonly isAutoRange: boolean;
  readonly intensityRange: ValueRange;
  readonly ramp: Ramp;
}

/** Chooses and measures what points are coloured by; holds what was measured, so that colours keep their meaning. */
export class PointColoring {
  readonly #held = new Map<string, ValueRange>();
  readonly classes = new SeenClasses();
  #histogram: { readonly cloud: PointCloud; readonly key: string; readonly result: Histogram | null } | null = null;
  #ranges: ColorRanges = {};

  setRanges(ranges: ColorRanges): void {
    this.#ranges = ranges;
  }

  /** For a sweep about to be drawn: takes a sample of it where the mode goes by a number, and nothing else. */
  color(placed: PlacedSweep, style: PointCloudStyle, scene: { readonly sceneZ: number; readonly hasImageColors: boolean }): Coloring {
    const choice = chooseColors(placed.sweep.cloud, style, scene.hasImageColors);
    if (choice.mode === 'label' || choice.mode === 'panoptic') this.classes.look(placed.sweep.cloud, classSampleCount);
    const key = rangeKeyOf(choice);
    const own = key === null ? undefined : this.#ranges[key];
    const intensityRange = this.#intensityRange(placed.sweep.cloud);
    const range = own ?? (key === 'intensity' ? intensityRange : this.#measured(placed, choice, key, scene.sceneZ));
    const ramp = { colormap: style.colormap, isReversed: style.isColormapReversed };
    return { choice, mode: choice.mode, range, isAutoRange: own === undefined, intensityRange, ramp };
  }

  /** Of what the sweep is coloured by; null where that is no number. Counted when asked for, once for each sweep. */
  histogram(placed: PlacedSweep, choice: ColorChoice, sceneZ: number): Histogram | null {
    const { cloud } = placed.sweep;
    const key = rangeKeyOf(choice);
    if (key === null || choice.scalar === null) return null;
    if (this.#histogram?.cloud !== cloud || this.#histogram.key !== key) {
      this.#histogram = { cloud, key, result: countValues(sampleValues(placed, choice.scalar, sceneZ, histogramSampleCount)) };
    }
    return this.#histogram.result;
  }

  /** What was measured is measured afresh from the next sweep on. */
  forget(): void {
    this.#held.clear();
    this.classes.forget();
  }

  #measured(placed: PlacedSweep, { scalar }: ColorChoice, key: string | null, sceneZ: number): ValueRange {
    if (scalar === null || key === null) return anyRange;
    const held = this.#held.get(key) ?? null;
    const range = holdColorRange(held, measureColorRange(sampleValues(placed, scalar, sceneZ, rangeSampleCount)));
    if (range !== null) this.#held.set(key, range);
    return range ?? anyRange;
  }

  #intensityRange(cloud: PointCloud): ValueRange {
    const own = this.#ranges['intensity'];
    if (own !== undefined) return own;
    const held = this.#held.get('intensity') ?? null;
    const field = intensityField(cloud);
    const scale = intensityScale(held, field === undefined || Number.isNaN(field.max) ? 0 : field.max);
    if (field !== undefined && scale.max !== held?.max) this.#held.set('intensity', scale);
    return scale;
  }
}
