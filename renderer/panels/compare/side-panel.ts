import type { ImageFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import type { FrameOutcome, FramePanel, ViewPresentation } from '../../playback/frame.ts';

/** One side of a comparison, as the player sees it. */
export class SidePanel implements FramePanel<ViewFrame> {
  presentation: ViewPresentation<ViewFrame> | null = null;
  isLoading = true;
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get frame(): ImageFrame | null {
    const outcome = this.presentation?.outcome;
    return outcome?.state === 'ready' && outcome.frame.kind === 'image' ? outcome.frame : null;
  }

  present(presentation: ViewPresentation<ViewFrame>): void {
    this.presentation = { ...presentation, outcome: asPicture(presentation.outcome) };
    this.onChange();
  }

  setSkew(skewMs: number | null): void {
    if (this.presentation === null) return;
    this.presentation = { ...this.presentation, skewMs };
    this.onChange();
  }

  setLoading(isLoading: boolean): void {
    this.isLoading = isLoading;
    this.onChange();
  }

  /** Another view or moment takes this side: what it shows is no longer its own. */
  clear(): void {
    this.presentation = null;
    this.isLoading = true;
    this.onChange();
  }
}

function asPicture(outcome: FrameOutcome<ViewFrame>): FrameOutcome<ViewFrame> {
  if (outcome.state !== 'ready' || outcome.frame.kind === 'image') return outcome;
  return { state: 'failed', reason: 'This frame is a point cloud, where a picture was due. The other frames are not affected.' };
}
