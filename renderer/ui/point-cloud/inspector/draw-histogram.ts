import type { ColorStop } from '../../../panels/point-cloud/colormap.ts';
import type { Histogram } from '../../../panels/point-cloud/colors/histogram.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';

export interface HistogramPicture {
  readonly histogram: Histogram | null;
  /** Of the colours. */
  readonly range: ValueRange;
  /** Of the whole width. */
  readonly extent: ValueRange;
  readonly stops: readonly ColorStop[];
}

/** Values beyond the ends have the colour of the end, and are drawn fainter here so that the ends can be seen. */
const beyondAlpha = 0.45;
const barPx = 2;

/** Draws how often values occur, over the size that the canvas has on the page. */
export function drawHistogram(canvas: HTMLCanvasElement, picture: HistogramPicture): void {
  const width = Math.round(canvas.clientWidth * window.devicePixelRatio);
  const height = Math.round(canvas.clientHeight * window.devicePixelRatio);
  const context = canvas.getContext('2d');
  if (context === null || width === 0 || height === 0) return;
  canvas.width = width;
  canvas.height = height;
  const { range, extent, stops } = picture;
  const bars = countBars(picture, Math.max(1, Math.floor(width / (barPx * window.devicePixelRatio))));
  const most = bars.reduce((greatest, count) => Math.max(greatest, count), 0);
  if (most === 0) return;
  bars.forEach((count, index) => {
    if (count === 0) return;
    const value = extent.min + ((index + 0.5) / bars.length) * (extent.max - extent.min);
    const share = (value - range.min) / (range.max - range.min);
    context.globalAlpha = share < 0 || share > 1 ? beyondAlpha : 1;
    context.fillStyle = colorAt(stops, share);
    // By the root: a few returns of a mirror are to be seen beside the many of a road.
    const tall = Math.max(1, Math.sqrt(count / most) * (height - 4));
    const left = Math.round((index * width) / bars.length);
    context.fillRect(left, height - tall, Math.round(((index + 1) * width) / bars.length) - left, tall);
  });
}

/** The histogram's counts in so many equal parts of the extent; what lies beyond the extent is not counted. */
export function countBars({ histogram, extent }: Pick<HistogramPicture, 'histogram' | 'extent'>, barCount: number): number[] {
  const bars = Array.from({ length: barCount }, () => 0);
  if (histogram === null || extent.max <= extent.min) return bars;
  const { counts, min, max } = histogram;
  const perValue = barCount / (extent.max - extent.min);
  const binWidth = (max - min) / counts.length;
  counts.forEach((count, bin) => {
    // A bin that is wider than a bar is shared out among those that it covers.
    const from = (min + bin * binWidth - extent.min) * perValue;
    const to = Math.max(from + 1e-9, from + binWidth * perValue);
    for (let bar = Math.max(0, Math.floor(from)); bar < Math.min(barCount, Math.ceil(to)); bar++) {
      const covered = Math.min(to, bar + 1) - Math.max(from, bar);
      bars[bar] = (bars[bar] ?? 0) + (count * covered) / (to - from);
    }
  });
  return bars;
}

/** The colour of a place on a ramp, for CSS; beyond its ends, that of the end. */
export function colorAt(stops: readonly ColorStop[], share: number): string {
  const after = stops.findIndex(({ at }) => at >= share);
  const upper = stops[after === -1 ? stops.length - 1 : after];
  const lower = stops[Math.max(0, after - 1)] ?? upper;
  if (upper === undefined || lower === undefined) return 'transparent';
  if (after <= 0 || upper.at === lower.at) return `rgb(${upper.color.join(' ')})`;
  const part = (share - lower.at) / (upper.at - lower.at);
  const mixed = upper.color.map((channel, index) => Math.round((lower.color[index] ?? 0) + part * (channel - (lower.color[index] ?? 0))));
  return `rgb(${mixed.join(' ')})`;
}
