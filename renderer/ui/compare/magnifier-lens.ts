import { drawMagnified, lensPixels } from '../../panels/image/draw-magnified.ts';
import type { PanePoint } from '../../panels/image/image-transform.ts';
import type { ShownPicture } from '../../panels/image/picture-renderer.ts';
import { describeChannels, readPixel } from '../../panels/image/pixel-probe.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';

/** One picture under the lens. */
export interface LensPicture {
  /** Written before its values; empty where there is one picture only. */
  readonly name: string;
  readonly picture: ShownPicture;
  readonly point: PicturePoint;
}

export interface LensElements {
  /** Holds all of it. */
  readonly element: HTMLElement;
  /** Takes the focus and says to assistive technology what is under the lens; its value is the column. */
  readonly slider: HTMLInputElement;
  readonly values: HTMLElement;
}

/** CSS pixels of the side of a source pixel in the lens. */
const pixelSide = 10;
const lensSide = lensPixels * pixelSide;

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The magnifier over a picture: the source pixels around a point, large, and the values of the one in the middle. It is a
 * slider in two directions: with the focus on it, arrow keys move it by a source pixel, with Shift by ten.
 */
export class MagnifierLens {
  private readonly element: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly canvases: CanvasRenderingContext2D[] = [];
  private readonly values: HTMLElement;
  private readonly leaving = new AbortController();
  private first: LensPicture | null = null;

  /** `onMove` is told the point of the first picture that the keys moved to. */
  constructor({ element, slider, values }: LensElements, onMove: (point: PicturePoint) => void) {
    this.element = element;
    this.slider = slider;
    this.values = values;
    const { signal } = this.leaving;
    // At once, not with the next picture: two keys may come between two pictures, and the second goes on from the first.
    const move = (from: LensPicture, point: PicturePoint) => {
      this.first = { ...from, point };
      onMove(point);
    };
    const onKey = (event: KeyboardEvent) => {
      const arrow = arrows[event.key];
      if (arrow === undefined || this.first === null || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      move(this.first, movedBy(this.first, arrow, event.shiftKey ? 10 : 1));
    };
    slider.addEventListener('keydown', onKey, { signal });
    slider.addEventListener('input', () => this.first && move(this.first, { ...this.first.point, u: (slider.valueAsNumber + 0.5) / this.first.picture.frame.width }), { signal });
  }

  /** Shows the lens with its middle at a position of the pane, in CSS pixels, as far as the pane holds it. */
  show(middle: PanePoint, pictures: readonly LensPicture[]): void {
    const { element } = this;
    this.first = pictures[0] ?? null;
    element.hidden = pictures.length === 0;
    for (const [index, { picture, point }] of pictures.entries()) {
      const context = this.canvasAt(index);
      if (context !== null) drawMagnified(context, picture, point);
    }
    for (const { canvas } of this.canvases.splice(pictures.length)) canvas.remove();
    this.say(pictures);
    const pane = element.parentElement;
    if (pane === null) return;
    element.style.left = `${within(middle.x - element.offsetWidth / 2, pane.clientWidth - element.offsetWidth)}px`;
    element.style.top = `${within(middle.y - lensSide / 2, pane.clientHeight - element.offsetHeight)}px`;
  }

  hide(): void {
    this.element.hidden = true;
    this.first = null;
  }

  dispose(): void {
    this.leaving.abort();
    for (const { canvas } of this.canvases) canvas.remove();
  }

  private say(pictures: readonly LensPicture[]): void {
    const { slider, values } = this;
    const pixels = pictures.map(({ name, picture, point }) => ({ name, pixel: readPixel(picture.frame, point) }));
    const at = pixels[0]?.pixel ?? null;
    const lines = pixels.map(({ name, pixel }) => `${name} ${pixel === null ? 'beside the picture' : describeChannels(pixel)}`.trim());
    values.textContent = [...(at === null ? [] : [`x ${at.x} y ${at.y}`]), ...lines].join('\n');
    slider.setAttribute('aria-valuetext', values.textContent.replaceAll('\n', ' · '));
    slider.max = String((pictures[0]?.picture.frame.width ?? 1) - 1);
    slider.value = String(at?.x ?? 0);
  }

  private canvasAt(index: number): CanvasRenderingContext2D | null {
    const made = this.canvases[index];
    if (made !== undefined) return made;
    const canvas = document.createElement('canvas');
    canvas.width = lensPixels * Math.round(pixelSide * devicePixelRatio);
    canvas.height = canvas.width;
    canvas.style.width = `${lensSide}px`;
    this.values.before(canvas);
    const context = canvas.getContext('2d');
    if (context !== null) this.canvases[index] = context;
    return context;
  }
}

/** To the middle of another source pixel, so that no rounding keeps it where it is; within the picture. */
function movedBy({ picture: { frame }, point }: LensPicture, [right, down]: readonly [number, number], times: number): PicturePoint {
  const along = (part: number, size: number, by: number) => (within(Math.floor(part * size) + by * times, size - 1) + 0.5) / size;
  return { u: along(point.u, frame.width, right), v: along(point.v, frame.height, down) };
}

function within(place: number, most: number): number {
  return Math.max(Math.min(place, most), 0);
}
