import { CanvasTexture, LinearFilter } from 'three';

/** Where a text is on the texture, in its pixels. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Of a line of text on the texture, in its pixels: twice what it is on an ordinary screen. */
export const textHeightPx = 30;
const fontPx = 21;
const paddingPx = 7;
const side = 1_024;
const longestText = 28;

/** Short texts on one texture, each drawn once, white on a dark plate; begun anew when it is full. */
export class TextAtlas {
  readonly texture: CanvasTexture<OffscreenCanvas>;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #places = new Map<string, TextPlace>();
  #x = 0;
  #y = 0;

  constructor() {
    const context = new OffscreenCanvas(side, side).getContext('2d');
    if (context === null) throw new Error('This browser gave no 2D canvas');
    this.#context = context;
    this.texture = new CanvasTexture(context.canvas);
    this.texture.flipY = false;
    this.texture.premultiplyAlpha = true;
    this.texture.generateMipmaps = false;
    this.texture.minFilter = LinearFilter;
  }

  get sidePx(): number {
    return side;
  }

  /** Places all of these at once, so that none is lost while another is drawn; too many to hold are left out. */
  placesOf(texts: readonly string[]): ReadonlyMap<string, TextPlace> {
    if (texts.some((text) => !this.#places.has(text))) {
      if (!this.#drawAll(texts)) {
        this.#places.clear();
        this.#context.clearRect(0, 0, side, side);
        [this.#x, this.#y] = [0, 0];
        this.#drawAll(texts);
      }
      this.texture.needsUpdate = true;
    }
    return this.#places;
  }

  dispose(): void {
    this.texture.dispose();
  }

  /** Whether there was room for all. */
  #drawAll(texts: readonly string[]): boolean {
    return texts.every((text) => this.#places.has(text) || this.#draw(text));
  }

  #draw(text: string): boolean {
    const context = this.#context;
    context.font = `600 ${fontPx}px system-ui, sans-serif`;
    context.textBaseline = 'middle';
    const shown = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
    const width = Math.min(Math.ceil(context.measureText(shown).width) + 2 * paddingPx, side);
    if (this.#x + width > side) [this.#x, this.#y] = [0, this.#y + textHeightPx + 1];
    if (this.#y + textHeightPx > side) return false;
    context.fillStyle = 'rgb(11 12 14 / 78%)';
    context.beginPath();
    context.roundRect(this.#x, this.#y, width, textHeightPx, 8);
    context.fill();
    context.fillStyle = 'white';
    context.fillText(shown, this.#x + paddingPx, this.#y + textHeightPx / 2 + 1);
    this.#places.set(text, { x: this.#x, y: this.#y, width });
    this.#x += width + 1;
    return true;
  }
}
