import { fitTransform, type PicturePoint, type ViewTransform } from '../../viewing/view-transform.ts';
import type { Rectangle, Size } from './fit.ts';
import { actualSize, panBy, pictureAt, scaleOf, zoomAt, type PanePoint } from './image-transform.ts';

/** What a pane tells of its picture, and how it is told to show another part. */
export interface NavigatedPane {
  readonly canvas: HTMLCanvasElement;
  /** Where wheel and pointer are listened to, when more than the canvas lies there. */
  readonly surface?: HTMLElement;
  /** Null while there is no picture. */
  picture(): Size | null;
  /** Where the picture lies on the canvas, in device pixels; null while there is none. */
  place(): Rectangle | null;
  transform(): ViewTransform;
  setTransform(transform: ViewTransform): void;
  /** The pointer is on this point of the picture (beyond 0 to 1: beside it), or on none any more. */
  onPoint(point: PicturePoint | null): void;
}

/** By how much a key magnifies, and moves the picture in parts of the pane. */
const zoomFactor = Math.SQRT2;
const panPart = 0.125;

/**
 * Moves by wheel, drag and keys; a wheel's notch is 100 pixels and magnifies by a fifth, a pinch moves in smaller ones. With
 * Shift, or where it turns sideways, the wheel pans; with Alt it pans up and down.
 */
export class PictureNavigator {
  private readonly pane: NavigatedPane;
  private readonly leaving = new AbortController();
  /** The last position of the pointer over the canvas, in device pixels. */
  private pointer: PanePoint | null = null;
  private isDragging = false;
  private readonly resizeObserver = new ResizeObserver(() => this.onResized());
  /** Of the canvas, in device pixels, as it was before it was resized. */
  private area: Size;

  constructor(pane: NavigatedPane) {
    this.pane = pane;
    const { canvas, surface = canvas } = pane;
    const { signal } = this.leaving;
    surface.addEventListener('wheel', (event) => this.onWheel(event), { passive: false, signal });
    canvas.addEventListener('pointerdown', (event) => this.onDown(event), { signal });
    surface.addEventListener('pointermove', (event) => this.onMove(event), { signal });
    canvas.addEventListener('pointerup', () => (this.isDragging = false), { signal });
    canvas.addEventListener('pointercancel', () => (this.isDragging = false), { signal });
    surface.addEventListener('pointerleave', () => this.onLeave(), { signal });
    this.area = sizeOf(canvas);
    // After whoever sets the canvas's resolution: observers are told in the order in which they were made.
    this.resizeObserver.observe(canvas, { box: 'device-pixel-content-box' });
  }

  /** Device pixels per source pixel; null without a picture. */
  scale(): number | null {
    const picture = this.pane.picture();
    return picture === null ? null : scaleOf(this.pane.transform(), picture, this.pane.canvas);
  }

  fit(): void {
    this.pane.setTransform(fitTransform);
  }

  actualSize(): void {
    this.change((transform, picture, area) => actualSize(transform, picture, area));
  }

  /** Magnifies (1) or reduces (-1) by a step, about the pointer if it is over the picture, else about the middle. */
  zoomStep(direction: 1 | -1): void {
    this.change((transform, picture, area) =>
      zoomAt(transform, zoomFactor ** direction, this.pointer ?? { x: area.width / 2, y: area.height / 2 }, picture, area),
    );
  }

  /** Brings more of the picture's right (1) or left (-1), bottom or top, into sight. */
  panStep(right: number, down: number): void {
    this.change((transform, picture, area) =>
      panBy(transform, { x: -right * panPart * area.width, y: -down * panPart * area.height }, picture, area),
    );
  }

  /** Tells the point under a pointer that rests, after the picture moved under it. */
  pointAgain(): void {
    const place = this.pane.place();
    if (this.pointer !== null) this.pane.onPoint(place === null ? null : pictureAt(this.pointer, place));
  }

  dispose(): void {
    this.leaving.abort();
    this.resizeObserver.disconnect();
  }

  /** A picture at 1:1 stays at 1:1 in a pane of another size; any other stays as large a part of the pane as it was. */
  private onResized(): void {
    const before = this.area;
    this.area = sizeOf(this.pane.canvas);
    const picture = this.pane.picture();
    const transform = this.pane.transform();
    const isFitted = transform.zoom === fitTransform.zoom;
    if (picture !== null && !isFitted && Math.abs(scaleOf(transform, picture, before) - 1) < 1e-6) this.actualSize();
  }

  private change(changed: (transform: ViewTransform, picture: Size, area: Size) => ViewTransform): void {
    const { pane } = this;
    const picture = pane.picture();
    if (picture === null) return;
    pane.setTransform(changed(pane.transform(), picture, pane.canvas));
    this.pointAgain();
  }

  private onWheel(event: WheelEvent): void {
    const { deltaX, deltaY, deltaMode, shiftKey, altKey, ctrlKey } = event;
    if (deltaX === 0 && deltaY === 0) return;
    event.preventDefault();
    const linesToPixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 33;
    const isSideways = shiftKey || Math.abs(deltaX) > Math.abs(deltaY);
    if (isSideways || altKey) {
      // Some systems turn the wheel sideways themselves while Shift is held.
      const moved = -(isSideways && deltaX !== 0 ? deltaX : deltaY) * linesToPixels;
      this.change((transform, picture, area) => panBy(transform, isSideways ? { x: moved, y: 0 } : { x: 0, y: moved }, picture, area));
      return;
    }
    const moved = Math.min(Math.max(deltaY * linesToPixels, -300), 300);
    // A wheel's own position is rounded to whole CSS pixels, a pointer's is not.
    const anchor = this.pointer ?? this.positionOf(event);
    // Browsers report a pinch as a wheel with Ctrl, in much smaller numbers.
    const factor = Math.exp(-moved * (ctrlKey ? 0.01 : 0.002));
    this.change((transform, picture, area) => zoomAt(transform, factor, anchor, picture, area));
  }

  private onDown(event: PointerEvent): void {
    if (event.button > 1 || this.pane.transform().zoom <= 1) return;
    this.isDragging = true;
    this.pointer = this.positionOf(event);
    this.pane.canvas.setPointerCapture(event.pointerId);
  }

  private onMove(event: PointerEvent): void {
    const before = this.pointer;
    const now = this.positionOf(event);
    this.pointer = now;
    if (this.isDragging && before !== null) {
      this.change((transform, picture, area) => panBy(transform, { x: now.x - before.x, y: now.y - before.y }, picture, area));
    } else this.pointAgain();
  }

  private onLeave(): void {
    this.pointer = null;
    this.isDragging = false;
    this.pane.onPoint(null);
  }

  private positionOf({ clientX, clientY }: MouseEvent): PanePoint {
    const { canvas } = this.pane;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return { x: ((clientX - left) * canvas.width) / width, y: ((clientY - top) * canvas.height) / height };
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });
