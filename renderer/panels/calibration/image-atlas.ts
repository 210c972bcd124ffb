import { CanvasTexture, LinearFilter, Vector4 } from 'three';
import type { ImageFrame } from '../../decode/decoded-frame.ts';
import { layOutAtlas, type AtlasLayout } from './atlas-layout.ts';

/** As many cameras as a point's colour is looked up in. */
export const maxCameras = 8;

/** A camera's picture; the frame is drawn from in this task only. */
export interface AtlasPicture {
  readonly viewKey: string;
  readonly frame: ImageFrame;
}

/** Enough for a frustum, which is small on screen; and for points, of which each takes one pixel. */
export const cellWidths = { frusta: 320, points: 1_024 } as const;

/**
 * The pictures of all cameras on one texture, as few bytes and one upload a step. A picture fills its cell; rows of the
 * texture grow downwards like those of a picture.
 */
export class ImageAtlas {
  readonly texture: CanvasTexture<OffscreenCanvas>;
  readonly #context: OffscreenCanvasRenderingContext2D;
  #layout: AtlasLayout = { width: 1, height: 1, cells: [] };
  #drawn: readonly { viewKey: string; frame: ImageFrame | null }[] = [];

  constructor() {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('This browser gave no 2D canvas');
    this.#context = context;
    this.texture = new CanvasTexture(canvas);
    this.texture.flipY = false;
    this.texture.generateMipmaps = false;
    this.texture.minFilter = LinearFilter;
    this.texture.magFilter = LinearFilter;
  }

  /** Where a view's picture is: left, top, right and bottom in parts of the texture, half a pixel inside its cell; null without one. */
  cellOf(viewKey: string): Vector4 | null {
    const cell = this.#layout.cells[this.#drawn.findIndex((drawn) => drawn.viewKey === viewKey)];
    if (cell === undefined) return null;
    const { width, height } = this.#layout;
    return new Vector4((cell.x + 0.5) / width, (cell.y + 0.5) / height, (cell.x + cell.width - 0.5) / width, (cell.y + cell.height - 0.5) / height);
  }

  /** Takes in the pictures of a step; those that are there already are not drawn again. Returns whether the texture changed. */
  draw(pictures: readonly AtlasPicture[], maxCellWidth: number): boolean {
    const taken = pictures.slice(0, maxCameras);
    const layout = layOutAtlas(taken.map(({ frame }) => frame), maxCellWidth);
    const canvas = this.#context.canvas;
    const isSameLayout = taken.length === this.#drawn.length && layout.width === canvas.width && layout.height === canvas.height;
    if (!isSameLayout) {
      canvas.width = layout.width;
      canvas.height = layout.height;
      // A texture's storage has the size that it was first given.
      this.texture.dispose();
      this.#drawn = [];
    }
    this.#layout = layout;
    let hasChanged = !isSameLayout;
    for (const [index, { viewKey, frame }] of taken.entries()) {
      const before = this.#drawn[index];
      const cell = layout.cells[index];
      if (cell === undefined || (before?.frame === frame && before.viewKey === viewKey)) continue;
      this.#context.imageSmoothingQuality = 'medium';
      this.#context.drawImage(frame.image, cell.x, cell.y, cell.width, cell.height);
      hasChanged = true;
    }
    this.#drawn = taken.map(({ viewKey, frame }) => ({ viewKey, frame }));
    if (hasChanged) this.texture.needsUpdate = true;
    return hasChanged;
  }

  dispose(): void {
    this.texture.dispose();
    this.#drawn = [];
  }
}
