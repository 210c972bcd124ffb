import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../playback/frame.ts';
import { atEndOfTask, callOffEndOfTask } from '../end-of-task.ts';
import { PointCloudView } from './point-cloud-view.ts';
import { identityPose } from '../../geometry/rigid-transform.ts';
import { sweepKeyOf } from './sweep-key.ts';
import type { SweepPlace } from './sweep.ts';

const nowhere: SweepPlace = { worldFromPoints: identityPose };

/** A point-cloud view as the player sees it. Owns the view; the pane that made it must `dispose` it. */
export class PointCloudPanel implements FramePanel<ViewFrame> {
  readonly view: PointCloudView;
  readonly canvas: HTMLCanvasElement;
  readonly #show = () => this.#showLast();
  readonly #listeners = new Set<() => void>();
  #placeOf: (frameIndex: number) => SweepPlace = () => nowhere;
  #earlierOf: (frameIndex: number) => readonly number[] = () => [];
  #last: ViewPresentation<ViewFrame> | null = null;

  /** Throws `WebGlUnavailableError`. */
  constructor(canvas: HTMLCanvasElement) {
    this.view = new PointCloudView(canvas);
    this.canvas = canvas;
    // With the context everything was lost that is drawn with the present frame, too: whoever feeds it begins anew.
    this.view.onStatusChange(() => {
      if (this.view.status.state === 'drawing' && this.#last !== null) this.present(this.#last);
    });
  }

  /** Says where sweeps were taken, e.g. from poses and conventions; what is shown is placed anew. Until then: nowhere. */
  setPlaces(placeOf: (frameIndex: number) => SweepPlace): void {
    this.#placeOf = placeOf;
    if (this.#last !== null) this.present(this.#last);
  }

  /** Says which earlier frames are drawn with one, the latest first; what is shown is drawn anew. Until then: none. */
  setEarlier(earlierOf: (frameIndex: number) => readonly number[]): void {
    this.#earlierOf = earlierOf;
    if (this.#last !== null) this.present(this.#last);
  }

  /** Where the sweep of a frame was taken. */
  placeOf(frameIndex: number): SweepPlace {
    return this.#placeOf(frameIndex);
  }

  /** The frame that is shown, zero-based; null while none is. */
  get frameIndex(): number | null {
    return this.#last?.frameIndex ?? null;
  }

  /** Calls `listener` after every frame that was drawn, in the same task; returns the unsubscriber. */
  onPresent(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
    this.#listeners.clear();
    this.view.dispose();
  }

  #showLast(): void {
    if (this.#last === null) return;
    const { outcome, frameIndex } = this.#last;
    const frame = outcome.state === 'ready' ? outcome.frame : null;
    if (frame?.kind !== 'point-cloud') {
      this.view.show(null);
    } else {
      const index = frameIndex ?? 0;
      const earlier = this.#earlierOf(index).map((before) => ({ key: sweepKeyOf(before), ...this.#placeOf(before) }));
      this.view.show({ key: sweepKeyOf(index), cloud: frame.cloud, ...this.#placeOf(index) }, earlier);
    }
    for (const listener of this.#listeners) listener();
  }
}
