import type { ViewFrame } from '../../decode/decoded-frame.ts';

/** The parts of the preview, made by whoever mounts the timeline. */
export interface PreviewElements {
  /** Moved along the timeline; hidden while nothing is pointed at. */
  readonly popover: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly title: HTMLElement;
  readonly note: HTMLElement;
}

/** What the preview says of the place under the pointer. */
export interface PreviewContent {
  /** Borrowed for the call; null when no picture is in memory. */
  readonly frame: ViewFrame | null;
  readonly title: string;
  /** Empty for none. */
  readonly note: string;
}

/** Size of the picture in CSS pixels: 16:9, as most cameras are; others are fitted into it. */
const [pictureWidth, pictureHeight] = [192, 108];

/** Shows what is under the pointer, above the timeline; for sight only, like every tooltip. */
export class HoverPreview {
  private readonly elements: PreviewElements;

  constructor(elements: PreviewElements) {
    this.elements = elements;
  }

  /** `x` from the timeline's left edge and `width` of the timeline, in CSS pixels. */
  show(x: number, width: number, { frame, title, note }: PreviewContent): void {
    const { popover, canvas } = this.elements;
    this.elements.title.textContent = title;
    this.elements.note.textContent = note;
    canvas.hidden = !this.draw(frame);
    popover.hidden = false;
    const half = popover.offsetWidth / 2;
    popover.style.left = `${Math.min(Math.max(x, half + 4), Math.max(width - half - 4, half + 4))}px`;
  }

  hide(): void {
    this.elements.popover.hidden = true;
  }

  private draw(frame: ViewFrame | null): boolean {
    if (frame?.kind !== 'image') return false;
    const { canvas } = this.elements;
    const context = canvas.getContext('2d');
    if (context === null) return false;
    canvas.width = Math.round(pictureWidth * devicePixelRatio);
    canvas.height = Math.round(pictureHeight * devicePixelRatio);
    const scale = Math.min(canvas.width / frame.width, canvas.height / frame.height);
    const [width, height] = [frame.width * scale, frame.height * scale];
    context.imageSmoothingQuality = 'medium';
    context.drawImage(frame.image, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    return true;
  }
}
