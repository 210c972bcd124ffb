import type { ImagePoint } from '../../geometry/camera-model.ts';
import type { Rectangle, Size } from '../image/fit.ts';
import { PaneCanvas } from '../image/pane-canvas.ts';
import { cssColor, type Rgb } from '../point-cloud/colors/rgb.ts';

/** A cuboid as a camera sees it: its edges, in pixels of the calibration's image. */
export interface ProjectedCuboid {
  readonly lines: readonly (readonly ImagePoint[])[];
  readonly color: Rgb;
  readonly text: string;
}

/** What lies over a picture. */
export interface OverlayContent {
  /** The size in pixels that the calibration is for. */
  readonly image: Size;
  /** Points, of the overlay's own size in device pixels, to be drawn at once; null for none. */
  readonly points: { readonly source: CanvasImageSource; readonly opacity: number } | null;
  readonly cuboids: readonly ProjectedCuboid[];
}

/** What the overlay needs to know of the pane below. */
export interface OverlaidPane {
  /** Where the picture lies, in device pixels; null while there is none, or something else covers it. */
  place(): Rectangle | null;
  /** The overlay has another size, or the GPU has lost it: it must be drawn anew. */
  onEmptied(): void;
}

const lineCssPx = 1.5;
const fontCssPx = 11;

/**
 * What is drawn over a camera's picture: the LiDAR's points and the cuboids, on a canvas of its own that lets the picture
 * through, and the mark of the point that the pointer is on in another view. Follows the picture's zoom: whoever moves
 * the picture draws this again in the same task.
 */
export class CameraOverlay {
  readonly #canvas: PaneCanvas;
  readonly #mark: HTMLElement;
  readonly #pane: OverlaidPane;
  #isEmpty = true;

  constructor(canvas: HTMLCanvasElement, mark: HTMLElement, pane: OverlaidPane) {
    this.#canvas = new PaneCanvas(canvas, () => pane.onEmptied());
    this.#mark = mark;
    this.#pane = pane;
  }

  /** In device pixels. */
  get size(): Size {
    const { width, height } = this.#canvas.element;
    return { width, height };
  }

  get place(): Rectangle | null {
    return this.#pane.place();
  }

  /** Device pixels of a CSS pixel. */
  get pixelRatio(): number {
    const { clientWidth, width } = this.#canvas.element;
    return clientWidth === 0 ? 1 : width / clientWidth;
  }

  /** Null: nothing lies over the picture. */
  draw(content: OverlayContent | null): void {
    const place = this.place;
    const hasContent = content !== null && place !== null && (content.points !== null || content.cuboids.length > 0);
    if (this.#isEmpty && !hasContent) return;
    this.#canvas.clear();
    this.#isEmpty = !hasContent;
    if (!hasContent) return;
    const { context } = this.#canvas;
    context.save();
    context.beginPath();
    context.rect(place.x, place.y, place.width, place.height);
    context.clip();
    if (content.points !== null) {
      context.globalAlpha = content.points.opacity;
      context.drawImage(content.points.source, 0, 0);
      context.globalAlpha = 1;
    }
    for (const cuboid of content.cuboids) this.#drawCuboid(context, cuboid, content.image, place);
    context.restore();
  }

  /** Puts the mark on a point of the picture, in pixels of the calibration's image; takes it off for null. */
  setMark(at: ImagePoint | null, image: Size): void {
    const place = this.place;
    const isShown = at !== null && place !== null && at.u >= 0 && at.v >= 0 && at.u < image.width && at.v < image.height;
    this.#mark.hidden = !isShown;
    if (!isShown) return;
    const { x, y } = toPane(at, image, place);
    // Moves on the compositor: no layout and no painting of the pictures below.
    this.#mark.style.transform = `translate(${x / this.pixelRatio}px, ${y / this.pixelRatio}px)`;
  }

  dispose(): void {
    this.#canvas.dispose();
    this.#mark.hidden = true;
  }

  #drawCuboid(context: CanvasRenderingContext2D, { lines, color, text }: ProjectedCuboid, image: Size, place: Rectangle): void {
    const ratio = this.pixelRatio;
    let top: { x: number; y: number } | null = null;
    context.beginPath();
    for (const line of lines) {
      for (const [index, point] of line.entries()) {
        const at = toPane(point, image, place);
        if (index === 0) context.moveTo(at.x, at.y);
        else context.lineTo(at.x, at.y);
        if (top === null || at.y < top.y) top = at;
      }
    }
    // A dark rim keeps the line apart from a picture of the same colour.
    context.lineJoin = 'round';
    context.lineWidth = (lineCssPx + 1.5) * ratio;
    context.strokeStyle = 'rgb(0 0 0 / 55%)';
    context.stroke();
    context.lineWidth = lineCssPx * ratio;
    context.strokeStyle = cssColor(color);
    context.stroke();
    if (top !== null) drawText(context, text, top, color, ratio);
  }
}

function toPane({ u, v }: ImagePoint, image: Size, place: Rectangle): { x: number; y: number } {
  return { x: place.x + (u / image.width) * place.width, y: place.y + (v / image.height) * place.height };
}

/** On a plate above a place, in the canvas or not at all: a text at its border names nothing that is seen. */
function drawText(context: CanvasRenderingContext2D, text: string, { x, y }: { x: number; y: number }, color: Rgb, ratio: number): void {
  context.font = `600 ${fontCssPx * ratio}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  const [width, height] = [context.measureText(text).width + 8 * ratio, (fontCssPx + 5) * ratio];
  context.fillStyle = 'rgb(11 12 14 / 78%)';
  context.fillRect(x - width / 2, y - height, width, height);
  context.fillStyle = cssColor(color);
  context.fillRect(x - width / 2, y - 2 * ratio, width, 2 * ratio);
  context.fillStyle = 'white';
  context.fillText(text, x - width / 2 + 4 * ratio, y - height / 2);
}
