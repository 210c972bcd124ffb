/**
 * What part of a picture a pane shows. It names no pixels, so that the same value means the same part of a picture of
 * another resolution in a pane of another size: that is how views zoom and pan together.
 */
export interface ViewTransform {
  /** Magnification relative to the whole picture fitted into the pane; 1 shows all of it. */
  readonly zoom: number;
  /** The point of the picture in the middle of the pane, from its top left corner, in parts of its size (0 to 1). */
  readonly centerX: number;
  readonly centerY: number;
}

/** The whole picture, in the middle. */
export const fitTransform: ViewTransform = { zoom: 1, centerX: 0.5, centerY: 0.5 };

/** A point of a picture in parts of its size: the same place in every resolution. */
export interface PicturePoint {
  readonly u: number;
  readonly v: number;
}
