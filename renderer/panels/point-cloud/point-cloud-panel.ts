import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { atEndOfTask, callOffEndOfTask } from '../end-of-task.ts';
import { PointCloudView } from './point-cloud-view.ts';
import { identityPose } from './sweep.ts';
import type { SweepPlace } from './sweep.ts';

const nowhere: SweepPlace = { worldFromPoints: identityPose };

/** A point-cloud view as the player sees it. Owns the view; the pane that made it must `dispose` it. */
export class PointCloudPanel implements FramePanel<ViewFrame> {
  readonly view: PointCloudView;
  readonly canvas: HTMLCanvasElement;
  readonly #show = () => this.#showLast();
  #placeOf: (frameIndex: number) => SweepPlace = () => nowhere;
  #last: ViewPresentation<ViewFrame> | null = null;

  /** Throws `WebGlUnavailableError`. */
  constructor(canvas: HTMLCanvasElement) {
    this.view = new PointCloudView(canvas);
    this.canvas = canvas;
  }

  /** Says where sweeps were taken, e.g. from poses and conventions; what is shown is placed anew. Until then: nowhere. */
  setPlaces(placeOf: (frameIndex: number) => SweepPlace): void {
    this.#placeOf = placeOf;
    if (this.#last !== null) this.present(this.#last);
  }

  /**
   * Draws in this task, once all views of the step have their frames: cameras and cuboids are among the points. A step
   * without a cloud shows an empty scene, never the cloud of another step.
   */
  present(presentation: ViewPresentation<ViewFrame>): void {
    this.#last = presentation;
    atEndOfTask('draw', this.#show);
  }

  /** The picture stays as it is; only assistive technology is told. */
  setLoading(isLoading: boolean): void {
    this.canvas.setAttribute('aria-busy', String(isLoading));
  }

  dispose(): void {
    callOffEndOfTask('draw', this.#show);
    this.view.dispose();
  }

  #showLast(): void {
    if (this.#last === null) return;
    const { outcome, frameIndex } = this.#last;
    const frame = outcome.state === 'ready' ? outcome.frame : null;
    if (frame?.kind !== 'point-cloud') this.view.show(null);
    else this.view.show({ key: `frame ${frameIndex}`, cloud: frame.cloud, ...this.#placeOf(frameIndex ?? 0) });
  }
}
