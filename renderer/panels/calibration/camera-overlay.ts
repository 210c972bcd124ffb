import type { ImagePoint } from '../../geometry/camera-model.ts';
import type { Rectangle, Size } from '../image/fit.ts';
import { cssColor } from '../point-cloud/colors/rgb.ts';
import { LabelRoom, placeLabel, type LabelBounds } from './label-room.ts';
import type { OverlayContent, OverlaySurface, ProjectedCuboid } from './view-ports.ts';

/** The pane that an overlay lies on. */
export interface OverlaidPane {
  /** Takes the overlay's canvas, which fills it, while there is something to be drawn. */
  readonly host: HTMLElement;
  /** Moved to the point that the pointer is on in another view. */
  readonly mark: HTMLElement;
  /** The picture's canvas, of the same size. */
  readonly picture: HTMLCanvasElement;
  /** Where the picture lies, in device pixels; null while there is none, or something else covers it. */
  place(): Rectangle | null;
  /** The GPU has lost what was drawn. */
  onLost(): void;
}

const lineCssPx = 1.5;
const fontCssPx = 11;

/**
 * What is drawn over a camera's picture: the LiDAR's points and the cuboids, on a canvas of its own that lets the picture
 * through, and the mark of the point that the pointer is on in another view. Follows the picture's zoom: whoever moves
 * the picture draws this again in the same task.
 */
export class CameraOverlay implements OverlaySurface {
  readonly #pane: OverlaidPane;
  readonly #leaving = new AbortController();
  #context: CanvasRenderingContext2D | null = null;

  constructor(pane: OverlaidPane) {
    this.#pane = pane;
  }

  /** In device pixels. */
  get size(): Size {
    const { width, height } = this.#pane.picture;
    return { width, height };
  }

  get place(): Rectangle | null {
    return this.#pane.place();
  }

  /** Device pixels of a CSS pixel. */
  get pixelRatio(): number {
    const { clientWidth, width } = this.#pane.picture;
    return clientWidth === 0 ? 1 : width / clientWidth;
  }

  /** Null: nothing lies over the picture. */
  draw(content: OverlayContent | null): void {
    const place = this.place;
    if (content === null || place === null || (content.points === null && content.cuboids.length === 0)) {
      this.#remove();
      return;
    }
    const context = this.#cleared();
    if (context === null) return;
    context.save();
    context.beginPath();
    context.rect(place.x, place.y, place.width, place.height);
    context.clip();
    if (content.points !== null) {
      const { width, height } = this.size;
      context.globalAlpha = content.points.opacity;
      context.drawImage(content.points.source, 0, 0, width, height, 0, 0, width, height);
      context.globalAlpha = 1;
    }
    const ratio = this.pixelRatio;
    const boxes = content.cuboids.map((cuboid) => ({ cuboid, bounds: drawEdges(context, cuboid, content.image, place, ratio) }));
    drawTexts(context, boxes.toReversed(), seenOf(place, this.size), ratio);
    context.restore();
  }

  /** Puts the mark on a point of the picture, in pixels of the calibration's image; takes it off for null. */
  setMark(at: ImagePoint | null, image: Size): void {
    const place = this.place;
    const isShown = at !== null && place !== null && at.u >= 0 && at.v >= 0 && at.u < image.width && at.v < image.height;
    this.#pane.mark.hidden = !isShown;
    if (!isShown) return;
    const { x, y } = toPane(at, image, place);
    // Moves on the compositor: no layout and no painting of the pictures below.
    this.#pane.mark.style.transform = `translate(${x / this.pixelRatio}px, ${y / this.pixelRatio}px)`;
  }

  dispose(): void {
    this.#leaving.abort();
    this.#remove();
    this.#pane.mark.hidden = true;
  }

  /** The canvas, empty and as large as the picture's. Without anything to draw there is none, which costs no memory. */
  #cleared(): CanvasRenderingContext2D | null {
    this.#context ??= this.#create();
    const context = this.#context;
    if (context === null) return null;
    const { width, height } = this.size;
    if (context.canvas.width === width && context.canvas.height === height) context.clearRect(0, 0, width, height);
    else {
      context.canvas.width = width;
      context.canvas.height = height;
    }
    return context;
  }

  #create(): CanvasRenderingContext2D | null {
    const canvas = document.createElement('canvas');
    canvas.addEventListener('contextrestored', () => this.#pane.onLost(), { signal: this.#leaving.signal });
    this.#pane.host.append(canvas);
    return canvas.getContext('2d');
  }

  #remove(): void {
    this.#context?.canvas.remove();
    this.#context = null;
  }
}

function drawEdges(context: CanvasRenderingContext2D, { lines, color }: ProjectedCuboid, image: Size, place: Rectangle, ratio: number): LabelBounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  context.beginPath();
  for (const line of lines) {
    for (const [index, point] of line.entries()) {
      const { x, y } = toPane(point, image, place);
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
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
  return { left, top, right, bottom };
}

/** What is nearest comes first; a text that would lie over another is left out, as is one of a box smaller than itself. */
function drawTexts(context: CanvasRenderingContext2D, boxes: readonly { readonly cuboid: ProjectedCuboid; readonly bounds: LabelBounds }[], seen: LabelBounds, ratio: number): void {
  const room = new LabelRoom();
  const height = (fontCssPx + 5) * ratio;
  context.font = `600 ${fontCssPx * ratio}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  for (const { cuboid, bounds } of boxes) {
    if (bounds.bottom - bounds.top < height) continue;
    const width = context.measureText(cuboid.text).width + 8 * ratio;
    const plate = placeLabel(bounds, { width, height }, seen);
    if (plate === null || !room.take(plate)) continue;
    context.fillStyle = 'rgb(11 12 14 / 78%)';
    context.fillRect(plate.left, plate.top, width, height);
    context.fillStyle = cssColor(cuboid.color);
    context.fillRect(plate.left, plate.bottom - 2 * ratio, width, 2 * ratio);
    context.fillStyle = 'white';
    context.fillText(cuboid.text, plate.left + 4 * ratio, plate.top + height / 2 - ratio / 2);
  }
}

/** The part of the picture that is in the pane. */
function seenOf(place: Rectangle, pane: Size): LabelBounds {
  return { left: Math.max(0, place.x), top: Math.max(0, place.y), right: Math.min(pane.width, place.x + place.width), bottom: Math.min(pane.height, place.y + place.height) };
}

function toPane({ u, v }: ImagePoint, image: Size, place: Rectangle): { x: number; y: number } {
  return { x: place.x + (u / image.width) * place.width, y: place.y + (v / image.height) * place.height };
}
