import type { ImageFrame } from '../../decode/decoded-frame.ts';
import { neutralAdjustments } from '../../viewing/adjustments.ts';
import type { DisplayRange } from '../../viewing/display-range.ts';
import { drawPicture } from '../image/draw-picture.ts';
import { PictureRenderer } from '../image/picture-renderer.ts';

/** The parts of the preview, made by whoever mounts the timeline. */
export interface PreviewElements {
  /** Moved along the timeline; hidden while nothing is pointed at. */
  readonly popover: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly title: HTMLElement;
  readonly note: HTMLElement;
}

/** A picture as its view shows it. */
export interface PreviewPicture {
  readonly frame: ImageFrame;
  /** The values that are black and white in its view, where pictures have more than 8 bits; null before the first was shown. */
  readonly range: DisplayRange | null;
}

/** What the preview says of the place under the pointer. */
export interface PreviewContent {
  /** Borrowed for the call; null when no picture is in memory. */
  readonly picture: PreviewPicture | null;
  readonly title: string;
  /** Empty for none. */
  readonly note: string;
}

/** Size of the picture in CSS pixels: 16:9, as most cameras are; others are fitted into it. */
const [pictureWidth, pictureHeight] = [192, 108];

/** Shows what is under the pointer, above the timeline; for sight only, like every tooltip. */
export class HoverPreview {
  private readonly elements: PreviewElements;
  private readonly renderer = new PictureRenderer();

  constructor(elements: PreviewElements) {
    this.elements = elements;
  }

  /** `x` from the timeline's left edge and `width` of the timeline, in CSS pixels. */
  show(x: number, width: number, { picture, title, note }: PreviewContent): void {
    const { popover, canvas } = this.elements;
    this.elements.title.textContent = title;
    this.elements.note.textContent = note;
    canvas.hidden = !this.draw(picture);
    popover.hidden = false;
    const half = popover.offsetWidth / 2;
    popover.style.left = `${Math.min(Math.max(x, half + 4), Math.max(width - half - 4, half + 4))}px`;
  }

  hide(): void {
    this.elements.popover.hidden = true;
  }

  private draw(picture: PreviewPicture | null): boolean {
    if (picture === null) return false;
    const { canvas } = this.elements;
    const context = canvas.getContext('2d');
    if (context === null) return false;
    const { frame, range } = picture;
    canvas.width = Math.round(pictureWidth * devicePixelRatio);
    canvas.height = Math.round(pictureHeight * devicePixelRatio);
    const scale = Math.min(canvas.width / frame.width, canvas.height / frame.height);
    const [width, height] = [frame.width * scale, frame.height * scale];
    const place = { x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width, height };
    drawPicture(context, this.renderer.render(frame, range, neutralAdjustments), place);
    return true;
  }
}
