/**
 * There is no WebGL 2 here. `message` is for the pane to show in place of the picture. Apart from the view, so that the
 * page can tell it from other errors without loading three.
 */
export class WebGlUnavailableError extends Error {
  override readonly name = 'WebGlUnavailableError';
}
