import type { Rectangle, Size } from '../image/fit.ts';

/** Pictures side by side on one texture. */
export interface AtlasLayout extends Size {
  /** One for each picture, in pixels of the texture. */
  readonly cells: readonly Rectangle[];
}

/**
 * Room for pictures in equal cells, of the first one's shape and at most `maxCellWidth` wide: each fills its cell, which
 * is a rectangle of the texture, whatever its own shape.
 */
export function layOutAtlas(pictures: readonly Size[], maxCellWidth: number): AtlasLayout {
  const [first] = pictures;
  if (first === undefined) return { width: 1, height: 1, cells: [] };
  const width = Math.max(Math.min(maxCellWidth, ...pictures.map((picture) => picture.width)), 1);
  const height = Math.max(Math.round((width * first.height) / Math.max(first.width, 1)), 1);
  const columns = Math.ceil(Math.sqrt(pictures.length));
  const rows = Math.ceil(pictures.length / columns);
  const cells = pictures.map((_, index) => ({ x: (index % columns) * width, y: Math.floor(index / columns) * height, width, height }));
  return { width: columns * width, height: rows * height, cells };
}
