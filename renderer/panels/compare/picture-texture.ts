import type { Rectangle, Size } from '../image/fit.ts';
import { imageSize } from '../image/image-size.ts';

/** A decoded picture and its size in source pixels. */
export interface Picture extends Size {
  readonly image: VideoFrame | ImageBitmap;
}

/** Above this many device pixels per source pixel, the source pixels themselves are what the reviewer wants to see. */
export const nearestAboveScale = 2;

/** Below this, linear filtering leaves pixels out. */
const mipmapsBelowScale = 0.5;

/** A place on the GPU for the pictures of one view, one after another. */
export class PictureTexture {
  private texture: WebGLTexture | null = null;
  private generation = -1;
  private held: Picture['image'] | null = null;
  private hasMipmaps = false;

  /** Puts the texture on a unit with this picture in it, filtered for where the picture is to be drawn. */
  bind(gl: WebGL2RenderingContext, generation: number, unit: number, picture: Picture, place: Rectangle): void {
    if (this.texture === null || this.generation !== generation) {
      this.texture = gl.createTexture();
      this.generation = generation;
      this.held = null;
    }
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    if (this.held !== picture.image) this.upload(gl, picture);
    this.filter(gl, place.width / imageSize(picture.image).width);
  }

  /** Gives the memory back; the texture may be bound again. */
  release(gl: WebGL2RenderingContext, generation: number): void {
    if (this.generation === generation) gl.deleteTexture(this.texture);
    this.texture = null;
    this.held = null;
  }

  private upload(gl: WebGL2RenderingContext, picture: Picture): void {
    const limit: unknown = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    const image = withinLimit(picture.image, typeof limit === 'number' ? limit : 2048);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.held = picture.image;
    this.hasMipmaps = false;
  }

  private filter(gl: WebGL2RenderingContext, scale: number): void {
    const isReduced = scale < mipmapsBelowScale;
    if (isReduced && !this.hasMipmaps) {
      gl.generateMipmap(gl.TEXTURE_2D);
      this.hasMipmaps = true;
    }
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, isReduced ? gl.LINEAR_MIPMAP_LINEAR : gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, scale > nearestAboveScale ? gl.NEAREST : gl.LINEAR);
  }
}

/** The picture, reduced if it is larger than a texture can be: seen whole, if not in all detail, rather than not at all. */
function withinLimit(image: Picture['image'], limit: number): TexImageSource {
  const { width, height } = imageSize(image);
  if (width <= limit && height <= limit) return image;
  const scale = limit / Math.max(width, height);
  const reduced = new OffscreenCanvas(Math.max(Math.floor(width * scale), 1), Math.max(Math.floor(height * scale), 1));
  reduced.getContext('2d')?.drawImage(image, 0, 0, reduced.width, reduced.height);
  return reduced;
}
