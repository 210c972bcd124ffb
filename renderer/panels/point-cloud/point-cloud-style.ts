import type { Settings } from '../../../preload/contract/model.ts';
import type { ColormapName } from './colormap.ts';

/** What the person chose, as it is kept, and the theme. */
export interface PointCloudStyle extends Readonly<Settings['pointCloud']> {
  readonly theme: 'dark' | 'light';
}

/** By what the colours go that this view can draw. */
export type ColorMode = 'height' | 'intensity' | 'neutral';

/** The values at the two ends of the colormap. */
export interface ColorRange {
  readonly min: number;
  readonly max: number;
}

/** What a reader needs to make sense of the picture. A new object whenever it changes, and only then. */
export interface PointCloudLegend {
  readonly colorBy: ColorMode;
  /** Null when the cloud has nothing of the kind, or nothing is shown. */
  readonly range: ColorRange | null;
  /** Between two lines of the grid, in metres; null when there is no grid. */
  readonly gridSpacingM: number | null;
}

/** Which colours a mode is drawn in. */
export const colormapOf: Readonly<Record<ColorMode, ColormapName>> = { height: 'turbo', intensity: 'viridis', neutral: 'turbo' };

export function drawnMode({ colorMode }: PointCloudStyle): ColorMode {
  return colorMode === 'height' || colorMode === 'intensity' ? colorMode : 'neutral';
}
