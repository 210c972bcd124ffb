import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { DisplayRange } from '../../viewing/display-range.ts';
import { followPixelRatio } from './follow-pixel-ratio.ts';
import { followTheme } from './follow-theme.ts';
import { HoverPreview, type PreviewElements } from './hover-preview.ts';
import { previewContent } from './preview-content.ts';
import { RedrawPacer } from './redraw-pacer.ts';
import { makeRowFills, type RowFills } from './row-patterns.ts';
import type { RowState } from './row-state.ts';
import { readTimelineColors } from './timeline-colors.ts';
import { drawBackground, drawForeground, type TimelineLook } from './timeline-drawing.ts';
import { rowAtY, stepAtX, timelineRows, type TimelineScale } from './timeline-geometry.ts';
import type { TimelineMark } from './timeline-mark.ts';
import { followPointer } from './timeline-pointer.ts';
import { followSlider } from './timeline-slider.ts';

export interface TimelinePanelOptions {
  readonly player: Player<ViewFrame>;
  /** As wide as its style says; the panel sets its height and its resolution. */
  readonly canvas: HTMLCanvasElement;
  /** Lies over the canvas, unseen: what pointer, keyboard and assistive technology operate. */
  readonly slider: HTMLInputElement;
  readonly preview: PreviewElements;
  readonly describeStep: (step: number, stepCount: number) => string;
  /** Whether a frame can be read without the network; call `refresh` when this changes. */
  readonly isOnDisk: (viewKey: string, frameIndex: number) => boolean;
  /** Whether what is not on disk is out of reach: then it has not failed; call `refresh` when this changes. */
  readonly isOffline: () => boolean;
  /** The views whose pictures the preview may show, the likeliest first, besides that of the row under the pointer. */
  readonly pictureViews: () => readonly string[];
  readonly hasPictures: (viewKey: string) => boolean;
  /** The values that a view of more than 8 bits shows as black and white; null for any other. */
  readonly displayRangeOf: (viewKey: string) => DisplayRange | null;
}

/** A row of the timeline. */
export interface TimelineRow {
  readonly viewKey: string;
  /** What a view that does not play shows all along: it is still being found, failed or has no frames; null for one that plays. */
  readonly still: RowState | null;
}

/**
 * The timeline: ruler, marks, in and out points, playhead, and what of each view is in memory, on disk or failed. It
 * draws only when something has changed: ruler and rows into a background at their own, slower pace, the playhead over it.
 */
export class TimelinePanel {
  private readonly options: TimelinePanelOptions;
  private readonly context: CanvasRenderingContext2D;
  private readonly background: OffscreenCanvasRenderingContext2D;
  private readonly backgroundPacer = new RedrawPacer(() => this.redrawBackground());
  private readonly preview: HoverPreview;
  private readonly stops: (() => void)[];
  private rows: readonly TimelineRow[] = [];
  private marks: readonly TimelineMark[] = [];
  private look: TimelineLook | null = null;
  private fills: RowFills | null = null;
  private pixelRatio = 1;
  private hover: { x: number; y: number } | null = null;
  private frameRequest: number | null = null;
  private shownStepCount = -1;

  constructor(options: TimelinePanelOptions) {
    const context = options.canvas.getContext('2d');
    const background = new OffscreenCanvas(1, 1).getContext('2d');
    if (context === null || background === null) throw new Error('This browser gave no 2D canvas');
    this.options = options;
    this.context = context;
    this.background = background;
    this.preview = new HoverPreview(options.preview);
    const { player, canvas, slider } = options;
    const resizeObserver = new ResizeObserver(() => this.layOut());
    resizeObserver.observe(canvas);
    const restoring = new AbortController();
    // What the browser took away is drawn anew as soon as it gives it back.
    canvas.addEventListener('contextrestored', () => this.layOut(), { signal: restoring.signal });
    background.canvas.addEventListener('contextrestored', () => this.layOut(), { signal: restoring.signal });
    this.stops = [
      () => resizeObserver.disconnect(),
      () => restoring.abort(),
      followPixelRatio(() => this.layOut()),
      followTheme(() => this.layOut()),
      followSlider(slider, player, options.describeStep),
      player.subscribe(() => this.onPlayer()),
      player.onCacheChange(() => this.refresh()),
      followPointer(slider, {
        scale: () => this.scale(),
        rows: () => timelineRows(this.rows.length),
        points: () => player.state,
        dispatch: (command) => player.dispatch(command),
        onHover: (place) => this.onHover(place),
      }),
    ];
    this.layOut();
  }

  /** In the order from top to bottom. */
  setRows(rows: readonly TimelineRow[]): void {
    this.rows = rows;
    this.layOut();
  }

  /** What is drawn in the lane of marks, in any order. */
  setMarks(marks: readonly TimelineMark[]): void {
    this.marks = marks;
    this.refresh();
  }

  /** What is in memory or on disk has changed. */
  refresh(): void {
    this.backgroundPacer.request();
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.backgroundPacer.dispose();
    if (this.frameRequest !== null) cancelAnimationFrame(this.frameRequest);
    this.preview.hide();
  }

  private scale(): TimelineScale {
    return { width: this.options.canvas.clientWidth, stepCount: this.options.player.state.stepCount };
  }

  /** Takes in size, resolution and colours. */
  private layOut(): void {
    const { canvas } = this.options;
    const rows = timelineRows(this.rows.length);
    canvas.style.height = `${rows.height}px`;
    this.pixelRatio = devicePixelRatio;
    const [width, height] = [Math.round(canvas.clientWidth * this.pixelRatio), Math.round(rows.height * this.pixelRatio)];
    if (width === 0) return;
    for (const target of [canvas, this.background.canvas]) {
      if (target.width !== width) target.width = width;
      if (target.height !== height) target.height = height;
    }
    const colors = readTimelineColors(canvas.parentElement ?? document.body);
    this.look = { scale: this.scale(), rows, colors, fontFamily: getComputedStyle(canvas).fontFamily };
    this.fills = makeRowFills(this.background, colors, this.pixelRatio);
    // At once: setting the size has emptied the canvas.
    this.redrawBackground();
    this.draw();
  }

  private redrawBackground(): void {
    const { look, fills, background, options } = this;
    if (look === null || fills === null) return;
    const { player } = options;
    this.look = { ...look, scale: this.scale() };
    this.shownStepCount = player.state.stepCount;
    background.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    background.clearRect(0, 0, background.canvas.width, background.canvas.height);
    drawBackground(background, this.look, fills, {
      viewKeys: this.rows.map(({ viewKey }) => viewKey),
      stateAt: (viewKey, step) => this.stateAt(viewKey, step),
      timeOfStep: (step) => player.timeOfStep(step),
      stepAtTime: (timeMs) => player.stepAtTime(timeMs),
      marks: this.marks,
    });
    this.requestDraw();
    // What has come or gone meanwhile may be what the pointer rests on.
    this.showPreview();
  }

  private stateAt(viewKey: string, step: number): RowState {
    const { player, isOnDisk, isOffline } = this.options;
    const still = this.rows.find((row) => row.viewKey === viewKey)?.still ?? null;
    if (still !== null) return still;
    const frameIndex = player.frameIndexAt(viewKey, step);
    if (frameIndex === null) return 'none';
    const state = player.frameState(viewKey, frameIndex);
    if (state === 'memory') return state;
    if (state === 'missing') return 'none';
    if (state === 'failed') return isOffline() && !isOnDisk(viewKey, frameIndex) ? 'away' : 'failed';
    return isOnDisk(viewKey, frameIndex) ? 'disk' : 'away';
  }

  private onPlayer(): void {
    if (this.options.player.state.stepCount !== this.shownStepCount) this.refresh();
    this.requestDraw();
  }

  private onHover(place: { x: number; y: number } | null): void {
    this.hover = this.options.player.state.stepCount === 0 ? null : place;
    this.requestDraw();
    if (this.hover === null) this.preview.hide();
    else this.showPreview();
  }

  private showPreview(): void {
    if (this.hover === null) return;
    const { player, pictureViews, hasPictures, displayRangeOf } = this.options;
    const step = stepAtX(this.scale(), this.hover.x);
    const row = rowAtY(timelineRows(this.rows.length), this.rows.length, this.hover.y);
    const viewKey = row === null ? null : (this.rows[row]?.viewKey ?? null);
    const content = previewContent({
      player,
      step,
      pictureOf: [...(viewKey !== null && hasPictures(viewKey) ? [viewKey] : []), ...pictureViews()],
      rangeOf: displayRangeOf,
      row: viewKey === null ? null : { viewKey, state: this.stateAt(viewKey, step) },
      mark: this.marks.find((mark) => mark.step === step) ?? null,
    });
    this.preview.show(this.hover.x, this.options.canvas.clientWidth, content);
  }

  private requestDraw(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.draw();
    });
  }

  private draw(): void {
    const { context, look, options, hover } = this;
    const { canvas, player } = options;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (look === null) return;
    context.drawImage(this.background.canvas, 0, 0);
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    const scale = this.scale();
    const { step, inStep, outStep } = player.state;
    drawForeground(context, { ...look, scale }, { step, inStep, outStep, hoverStep: hover === null ? null : stepAtX(scale, hover.x) });
  }
}
