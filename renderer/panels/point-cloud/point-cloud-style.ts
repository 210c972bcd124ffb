import type { ColorMode, PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { ValueRange } from '../../viewing/point-filters.ts';
import type { DifferenceCounts } from './analysis/difference-run.ts';
import type { ColorStop } from './colormap.ts';
import type { Unit } from './colors/point-fields.ts';

/** What the person chose, as it is kept, and the theme. */
export interface PointCloudStyle extends Readonly<PointCloudSettings> {
  readonly theme: 'dark' | 'light';
}

/** One class that occurs, in the colour that it is drawn in. */
export interface LegendClass {
  readonly id: number;
  /** What it stands for, where the file's format says. */
  readonly name: string | null;
  /** For CSS. */
  readonly color: string;
}

/** What the colours of the points stand for. */
export type LegendScale =
  /** Numbers, along a ramp. `isAuto`: the range was measured, and not set by the person. */
  | { readonly kind: 'ramp'; readonly stops: readonly ColorStop[]; readonly range: ValueRange; readonly unit: Unit; readonly isAuto: boolean }
  /** Classes seen since the scene was fitted, by id. With `hasInstances`, objects have colours of their own besides. */
  | { readonly kind: 'classes'; readonly classes: readonly LegendClass[]; readonly hasInstances: boolean }
  /** All points have one colour, for CSS. */
  | { readonly kind: 'color'; readonly color: string }
  /** A hue for each frame, in turn, lighter where the intensity is low; colours for CSS. */
  | { readonly kind: 'cycle'; readonly colors: readonly string[] }
  /** Every point has its own: of the file, or of the cameras. */
  | { readonly kind: 'own-colors' }
  /** Two sweeps compared: colours for CSS, and how many points only the present one (`here`) or the other has; null until that is known. */
  | { readonly kind: 'difference'; readonly here: string; readonly there: string; readonly same: string; readonly counts: DifferenceCounts | null }
  /** There is nothing to colour by: the points have one colour, and this is why. */
  | { readonly kind: 'missing'; readonly reason: string };

/** What a reader needs to make sense of the picture. A new object whenever it changes, and only then. */
export interface PointCloudLegend {
  readonly mode: ColorMode;
  /** Without its unit, e.g. `Height`, or a field's own name. */
  readonly title: string;
  /** Under which the person's own range is given to `setRanges`; null where there is none to give. */
  readonly rangeKey: string | null;
  readonly scale: LegendScale;
  /** Between two lines of the grid, in metres; null when there is no grid. */
  readonly gridSpacingM: number | null;
}

/** The person's own ranges by `rangeKey`; what is not in it is measured. */
export type ColorRanges = Readonly<Record<string, ValueRange | undefined>>;
