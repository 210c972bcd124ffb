import { fitTransform, type PicturePoint, type ViewTransform } from '../../viewing/view-transform.ts';
import { fitInside, type Rectangle, type Size } from './fit.ts';

/** A position in a pane, in device pixels from its top left corner. */
export interface PanePoint {
  readonly x: number;
  readonly y: number;
}

/** No smaller than a quarter of the fitted picture. */
const smallestZoom = 0.25;

/** No pixel of a picture larger than this many device pixels, unless it has to be to fill the pane. */
const largestScale = 64;

/** Device pixels per source pixel of the picture fitted into the pane; 0 when either has no area. */
export function fitScale(picture: Size, pane: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 0;
  return Math.max(Math.min(pane.width / picture.width, pane.height / picture.height), 0);
}

/** Device pixels per source pixel. */
export function scaleOf(transform: ViewTransform, picture: Size, pane: Size): number {
  return fitScale(picture, pane) * transform.zoom;
}

/**
 * Where the picture lies in the pane, in device pixels; much of it outside when magnified. Fitted, as `fitInside` says,
 * and at 1:1 its edges lie on whole pixels.
 */
export function placePicture(transform: ViewTransform, picture: Size, pane: Size): Rectangle {
  if (transform.zoom === 1 && transform.centerX === 0.5 && transform.centerY === 0.5) return fitInside(picture, pane);
  const scale = scaleOf(transform, picture, pane);
  const width = picture.width * scale;
  const height = picture.height * scale;
  const x = pane.width / 2 - transform.centerX * width;
  const y = pane.height / 2 - transform.centerY * height;
  // At 1:1 half a pixel beside the raster would blur every pixel into the next.
  return Math.abs(scale - 1) < 1e-9 ? { x: Math.round(x), y: Math.round(y), width: picture.width, height: picture.height } : { x, y, width, height };
}

/** The point of the picture at a position of the pane; beyond 0 to 1 beside the picture. */
export function pictureAt({ x, y }: PanePoint, place: Rectangle): PicturePoint {
  return { u: (x - place.x) / place.width, v: (y - place.y) / place.height };
}

/** Magnifies by `factor`, within limits, so that the point of the picture at `anchor` stays where it is. */
export function zoomAt(transform: ViewTransform, factor: number, anchor: PanePoint, picture: Size, pane: Size): ViewTransform {
  const fitted = fitScale(picture, pane);
  if (fitted === 0) return transform;
  const zoom = clamp(transform.zoom * factor, smallestZoom, Math.max(largestScale / fitted, 1));
  const { u, v } = pictureAt(anchor, placePicture(transform, picture, pane));
  const scale = fitted * zoom;
  return held(zoom, u - (anchor.x - pane.width / 2) / (picture.width * scale), v - (anchor.y - pane.height / 2) / (picture.height * scale));
}

/** Moves the picture by device pixels; its middle part always stays in sight. */
export function panBy(transform: ViewTransform, move: PanePoint, picture: Size, pane: Size): ViewTransform {
  const scale = scaleOf(transform, picture, pane);
  if (scale === 0) return transform;
  return held(transform.zoom, transform.centerX - move.x / (picture.width * scale), transform.centerY - move.y / (picture.height * scale));
}

/** One source pixel on one device pixel, around the middle of the pane. */
export function actualSize(transform: ViewTransform, picture: Size, pane: Size): ViewTransform {
  const fitted = fitScale(picture, pane);
  return fitted === 0 ? fitTransform : { ...transform, zoom: 1 / fitted };
}

function held(zoom: number, centerX: number, centerY: number): ViewTransform {
  return { zoom, centerX: clamp(centerX, 0, 1), centerY: clamp(centerY, 0, 1) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
