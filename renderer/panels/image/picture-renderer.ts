import type { ImageFrame } from '../../decode/decoded-frame.ts';
import { isNeutral, neutralAdjustments, type Adjustments } from '../../viewing/adjustments.ts';
import { widened, type DisplayRange } from '../../viewing/display-range.ts';
import { deepTable, renderSamples } from './deep-table.ts';
import { imageSize } from './image-size.ts';

/** A frame as it is to be drawn. */
export interface ShownPicture {
  readonly frame: ImageFrame;
  /** The frame's own image, or a rendering of its values; for this task only, as the frame is. */
  readonly image: ImageFrame['image'] | OffscreenCanvas;
  /** What is still to be done to `image`, on the GPU. */
  readonly adjustments: Adjustments;
}

interface Rendering {
  readonly data: Uint16Array;
  readonly range: DisplayRange;
  readonly adjustments: Adjustments;
}

/**
 * Renders pictures of more than 8 bits from their values, wherever the rendering that came with them is another: their
 * view's range is wider, or they are adjusted. Others pass as they are. It holds one rendering, of the picture that was
 * asked for last: one renderer for each picture on screen.
 */
export class PictureRenderer {
  private readonly context: OffscreenCanvasRenderingContext2D | null = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: false });
  private pixels: ImageData | null = null;
  private made: Rendering | null = null;

  /** `range`: that of the view; widened to hold the frame's own. */
  render(frame: ImageFrame, range: DisplayRange | null, adjustments: Adjustments): ShownPicture {
    const { samples, image } = frame;
    if (samples === undefined || this.context === null) return { frame, image, adjustments };
    const wanted = widened(range, samples.displayRange) ?? samples.displayRange;
    // Saturation mixes channels, which no table can: it stays the GPU's, and with it what comes after it.
    const isByTable = samples.channels < 3 || adjustments.saturation === 1;
    const before = isByTable ? { ...adjustments, saturation: 1 } : { ...neutralAdjustments, exposureStops: adjustments.exposureStops };
    const after = isByTable ? neutralAdjustments : { ...adjustments, exposureStops: 0 };
    if (isNeutral(before) && isSameRange(wanted, samples.displayRange)) return { frame, image, adjustments: after };
    this.make(frame, { data: samples.data, range: wanted, adjustments: before });
    return { frame, image: this.context.canvas, adjustments: after };
  }

  private make(frame: ImageFrame, next: Rendering): void {
    const { samples, image } = frame;
    if (samples === undefined || this.context === null || (this.made !== null && isSameRendering(this.made, next))) return;
    const { width, height } = imageSize(image);
    if (this.pixels?.width !== width || this.pixels.height !== height) this.pixels = new ImageData(width, height);
    const { canvas } = this.context;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    renderSamples(samples, deepTable(samples, next.range, next.adjustments), this.pixels.data, width, height);
    this.context.putImageData(this.pixels, 0, 0);
    this.made = next;
  }
}

const isSameRange = (a: DisplayRange, b: DisplayRange): boolean => a.min === b.min && a.max === b.max;

function isSameRendering(a: Rendering, b: Rendering): boolean {
  const [first, second] = [a.adjustments, b.adjustments];
  return (
    a.data === b.data &&
    isSameRange(a.range, b.range) &&
    first.exposureStops === second.exposureStops &&
    first.gamma === second.gamma &&
    first.contrast === second.contrast &&
    first.isInverted === second.isInverted
  );
}
