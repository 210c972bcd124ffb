/** A size or a rectangle, in whatever pixels the caller uses. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a picture goes in a frame so that all of it is seen, undistorted and centred (letterboxed). Edges lie on whole
 * pixels, because a blurred edge looks like a fault of the picture. An empty rectangle when either has no area.
 */
export function fitInside(picture: Size, frame: Size): Rectangle {
  if (picture.width <= 0 || picture.height <= 0 || frame.width <= 0 || frame.height <= 0) return { x: 0, y: 0, width: 0, height: 0 };
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const width = Math.max(Math.round(picture.width * scale), 1);
  const height = Math.max(Math.round(picture.height * scale), 1);
  return { x: Math.floor((frame.width - width) / 2), y: Math.floor((frame.height - height) / 2), width, height };
}
