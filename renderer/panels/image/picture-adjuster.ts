import type { Adjustments } from '../../viewing/adjustments.ts';
import { AdjustingDevice } from './adjusting-device.ts';
import type { Context2d } from './draw-picture.ts';
import type { Rectangle, Size } from './fit.ts';

/** A browser that gave no context is not asked again with every frame. */
const retryAfterMs = 1_000;

/**
 * Adjusts pictures on the GPU, for all panes of the page in one context, because browsers take the oldest context away
 * when there are more than a few. It works on what a pane's own 2D canvas shows already, so that no pixel is uploaded,
 * changed or read back that is not seen; a context that is lost is replaced at the next drawing.
 */
export class PictureAdjuster {
  private device: AdjustingDevice | null = null;
  private lastRefusalMs = -Infinity;
  private readonly listeners = new Set<() => void>();

  /** Whether pictures can be adjusted now. */
  get isAvailable(): boolean {
    return this.usableDevice() !== null;
  }

  /** Calls `listener` when a context was lost or came back, so that what it had drawn is drawn anew; returns the unsubscriber. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Changes what the target's canvas shows at a place, in device pixels. False, and nothing is changed, without WebGL2. */
  adjust(target: Context2d, place: Rectangle, adjustments: Adjustments): boolean {
    const { canvas } = target;
    const area = wholePixels(place, canvas);
    if (area.width <= 0 || area.height <= 0) return true;
    const device = this.usableDevice();
    // A context may go at any moment; a picture that was not drawn must not replace one that was.
    if (device === null || !device.draw(canvas, area, adjustments)) return false;
    const { x, y, width, height } = area;
    target.clearRect(x, y, width, height);
    target.imageSmoothingEnabled = false;
    target.drawImage(device.canvas, 0, 0, width, height, x, y, width, height);
    return true;
  }

  private usableDevice(): AdjustingDevice | null {
    if (this.device !== null && !this.device.isLost) return this.device;
    const nowMs = performance.now();
    if (nowMs - this.lastRefusalMs < retryAfterMs) return null;
    const device = AdjustingDevice.create();
    // The one that is lost is kept meanwhile: it may be what comes back.
    if (device === null) this.lastRefusalMs = nowMs;
    else this.take(device);
    return device;
  }

  private take(device: AdjustingDevice): void {
    this.device = device;
    device.canvas.addEventListener('webglcontextlost', (event) => {
      // Or else it never comes back.
      event.preventDefault();
      this.tell();
    });
    device.canvas.addEventListener('webglcontextrestored', () => {
      // All that it held is gone.
      if (this.device === device) this.device = null;
      this.lastRefusalMs = -Infinity;
      this.tell();
    });
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The one of the page. */
export const pictureAdjuster = new PictureAdjuster();

/** Why a picture is shown as recorded although it is adjusted. */
export const adjustmentsAreOff =
  'Shown as recorded: the graphics card does not adjust pictures at the moment. It is adjusted again as soon as WebGL2 is back; if it does not come back, restart the viewer.';

/** The pixels of the area that a place touches. */
function wholePixels({ x, y, width, height }: Rectangle, area: Size): Rectangle {
  const left = Math.max(Math.floor(x), 0);
  const top = Math.max(Math.floor(y), 0);
  return {
    x: left,
    y: top,
    width: Math.min(Math.ceil(x + width), area.width) - left,
    height: Math.min(Math.ceil(y + height), area.height) - top,
  };
}
