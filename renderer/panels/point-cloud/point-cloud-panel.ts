import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { PointCloudView } from './point-cloud-view.ts';

/** A point-cloud view as the player sees it. Owns the view; the pane that made it must `dispose` it. */
export class PointCloudPanel implements FramePanel<ViewFrame> {
  readonly view: PointCloudView;
  readonly #canvas: HTMLCanvasElement;

  /** Throws `WebGlUnavailableError`. */
  constructor(canvas: HTMLCanvasElement) {
    this.view = new PointCloudView(canvas);
    this.#canvas = canvas;
  }

  /** Draws before it returns. A step without a cloud shows an empty scene, never the cloud of another step. */
  present({ outcome }: ViewPresentation<ViewFrame>): void {
    const frame = outcome.state === 'ready' ? outcome.frame : null;
    this.view.show(frame?.kind === 'point-cloud' ? frame.cloud : null);
  }

  /** The picture stays as it is; only assistive technology is told. */
  setLoading(isLoading: boolean): void {
    this.#canvas.setAttribute('aria-busy', String(isLoading));
  }

  dispose(): void {
    this.view.dispose();
  }
}
