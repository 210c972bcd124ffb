/** A canvas's size on the page and in its drawing buffer. */
export interface CanvasSize {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the drawing buffer for each CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * Calls `onSize` with a canvas's size at every change of it or of the display's pixel ratio, before the page is painted.
 * Returns what ends it.
 */
export function observeCanvasSize(canvas: HTMLCanvasElement, onSize: (size: CanvasSize) => void): () => void {
  const observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width > 0 && height > 0) onSize({ width, height, pixelRatio: window.devicePixelRatio });
  });
  // The device's pixels change with the pixel ratio even where the CSS size does not.
  observer.observe(canvas, { box: 'device-pixel-content-box' });
  return () => observer.disconnect();
}
