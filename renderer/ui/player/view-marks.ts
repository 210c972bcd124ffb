import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FrameOutcome, FramePanel, ViewPresentation } from '../../playback/frame.ts';
import type { FrameWarnings } from './frame-warnings.ts';

/** The parts of a pane that change with every frame, written without React. */
export interface ViewElements {
  /** Carries `data-state` and `data-frame`. */
  readonly region: HTMLElement;
  readonly resolution: HTMLElement;
  /** How far the frame is off the step. */
  readonly skew: HTMLElement;
  /** Shown instead of a picture. */
  readonly notice: HTMLElement;
  readonly reason: HTMLElement;
  readonly retry: HTMLElement;
}

/** Puts a frame's skew in words; empty for none. */
export type WordSkew = (skewMs: number | null, frameIndex: number | null) => string;

/**
 * A panel whose pane says what it shows: `data-frame` and `data-state` change in the same task as the picture, so that
 * whoever reads them, a test or a screen reader, never sees one without the other.
 */
export class MarkedPanel implements FramePanel<ViewFrame> {
  private readonly panel: FramePanel<ViewFrame>;
  private readonly kind: ViewFrame['kind'];
  private readonly elements: ViewElements;
  private readonly warnings: FrameWarnings;
  /** What the last presentation was; the mark says `loading` while another is awaited. */
  private settled: FrameOutcome<ViewFrame>['state'] | null = null;
  private readonly wordSkew: WordSkew;
  private frameIndex: number | null = null;
  private skewMs: number | null = null;
  private isLoading = false;

  /** `kind`: what `panel` can draw; other frames count as failed. `warnings` is told those of every frame. */
  constructor(panel: FramePanel<ViewFrame>, kind: ViewFrame['kind'], elements: ViewElements, { warnings, wordSkew }: { warnings: FrameWarnings; wordSkew: WordSkew }) {
    this.wordSkew = wordSkew;
    this.panel = panel;
    this.kind = kind;
    this.elements = elements;
    this.warnings = warnings;
  }

  present(presentation: ViewPresentation<ViewFrame>): void {
    const outcome = this.drawable(presentation.outcome);
    this.panel.present({ ...presentation, outcome });
    this.settled = outcome.state;
    this.warnings.set(outcome.state === 'ready' ? warningsOf(outcome.frame) : []);
    const { region, resolution, notice, reason, retry } = this.elements;
    if (outcome.state === 'ready') {
      region.dataset['frame'] = String(presentation.frameIndex);
      resolution.textContent = sizeOf(outcome.frame);
      notice.hidden = true;
    } else {
      delete region.dataset['frame'];
      resolution.textContent = '';
      reason.textContent = outcome.reason;
      retry.hidden = outcome.state !== 'failed';
      notice.hidden = false;
    }
    this.frameIndex = presentation.frameIndex;
    this.setSkew(presentation.skewMs);
    this.mark();
  }

  setSkew(skewMs: number | null): void {
    this.skewMs = skewMs;
    this.wordSkewAgain();
  }

  /** What the words depend on besides the frame has changed: how many steps the sequence has. */
  wordSkewAgain(): void {
    const { skewMs } = this;
    this.elements.skew.textContent = this.wordSkew(skewMs, this.frameIndex);
  }

  setLoading(isLoading: boolean): void {
    this.isLoading = isLoading;
    this.panel.setLoading(isLoading);
    this.mark();
  }

  private mark(): void {
    this.elements.region.dataset['state'] = this.isLoading ? 'loading' : (this.settled ?? 'loading');
  }

  private drawable(outcome: FrameOutcome<ViewFrame>): FrameOutcome<ViewFrame> {
    if (outcome.state !== 'ready' || outcome.frame.kind === this.kind) return outcome;
    const [found, due] = this.kind === 'image' ? ['a point cloud', 'a picture'] : ['a picture', 'a point cloud'];
    return { state: 'failed', reason: `This frame is ${found}, where ${due} was due. The other frames are not affected.` };
  }
}

function sizeOf(frame: ViewFrame): string {
  return frame.kind === 'image' ? `${frame.width} × ${frame.height}` : `${frame.cloud.pointCount.toLocaleString('en-US')} points`;
}

function warningsOf(frame: ViewFrame): readonly string[] {
  return frame.kind === 'point-cloud' ? frame.cloud.warnings : [];
}
