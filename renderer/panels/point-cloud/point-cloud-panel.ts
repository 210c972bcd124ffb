import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import type { Pose } from '../../../preload/contract/model.ts';
import { PointCloudView } from './point-cloud-view.ts';
import { identityPose } from './sweep.ts';

/** Where the sweep of a frame was taken; asked for in the task in which the frame is presented. */
export interface SweepPlace {
  readonly worldFromPoints: Pose;
  readonly worldFromEgo: Pose | null;
}

const nowhere: SweepPlace = { worldFromPoints: identityPose, worldFromEgo: null };

/** A point-cloud view as the player sees it. Owns the view; the pane that made it must `dispose` it. */
export class PointCloudPanel implements FramePanel<ViewFrame> {
  readonly view: PointCloudView;
  readonly #canvas: HTMLCanvasElement;
  #placeOf: (frameIndex: number) => SweepPlace = () => nowhere;
  #last: ViewPresentation<ViewFrame> | null = null;

  /** Throws `WebGlUnavailableError`. */
  constructor(canvas: HTMLCanvasElement) {
    this.view = new PointCloudView(canvas);
    this.#canvas = canvas;
  }

  /** Says where sweeps were taken, e.g. from poses and conventions; what is shown is placed anew. Until then: nowhere. */
  setPlaces(placeOf: (frameIndex: number) => SweepPlace): void {
    this.#placeOf = placeOf;
    if (this.#last !== null) this.present(this.#last);
  }

  /** Draws before it returns. A step without a cloud shows an empty scene, never the cloud of another step. */
  present(presentation: ViewPresentation<ViewFrame>): void {
    this.#last = presentation;
    const { outcome, frameIndex } = presentation;
    const frame = outcome.state === 'ready' ? outcome.frame : null;
    if (frame?.kind !== 'point-cloud') this.view.show(null);
    else this.view.show({ key: `frame ${frameIndex}`, cloud: frame.cloud, ...this.#placeOf(frameIndex ?? 0) });
  }

  /** The picture stays as it is; only assistive technology is told. */
  setLoading(isLoading: boolean): void {
    this.#canvas.setAttribute('aria-busy', String(isLoading));
  }

  dispose(): void {
    this.view.dispose();
  }
}
