import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';

/** Notes what a view shows, for those that put several views together. Draws nothing. */
export class ViewRecord implements FramePanel<ViewFrame> {
  readonly #onChange: () => void;
  #frameIndex: number | null = null;
  #frame: ViewFrame | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Zero-based, within the view; null while it shows none. */
  get frameIndex(): number | null {
    return this.#frameIndex;
  }

  /** Null without one. The player's cache keeps it open as long as it is on screen. */
  get frame(): ViewFrame | null {
    return this.#frame;
  }

  present({ frameIndex, outcome }: ViewPresentation<ViewFrame>): void {
    this.#frame = outcome.state === 'ready' ? outcome.frame : null;
    this.#frameIndex = frameIndex;
    this.#onChange();
  }

  /** The last frame stays up. */
  setLoading(): void {}
}
