import type { DecodedFrame, FramePanel, ViewPresentation } from './frame.ts';
import type { FrameKey } from './frame-cache.ts';

/** What is on screen: the panels, and what each was last given. Draws nothing twice. */
export class Stage<Frame extends DecodedFrame> {
  private readonly panels = new Map<string, Set<FramePanel<Frame>>>();
  private readonly shown = new Map<string, ViewPresentation<Frame>>();
  private readonly loading = new Set<string>();
  private step: number | null = null;
  private failure: { readonly error: unknown } | null = null;

  /** The step that all views show; null before the first. */
  get shownStep(): number | null {
    return this.step;
  }

  /**
   * A panel that comes late gets at once what its view shows; returns what takes it off the stage. A view may have several
   * panels: its pane, and a comparison that it is part of.
   */
  attach(viewKey: string, panel: FramePanel<Frame>): () => void {
    const panels = this.panels.get(viewKey) ?? new Set();
    this.panels.set(viewKey, panels.add(panel));
    const presentation = this.shown.get(viewKey);
    if (presentation !== undefined) panel.present(presentation);
    panel.setLoading(presentation === undefined || this.loading.has(viewKey));
    return () => {
      panels.delete(panel);
    };
  }

  /**
   * Gives every view its part of a step, in one go. A view whose frame stays the same is not drawn again; returns the
   * others. A panel that throws keeps no other one from the step: see `takeFailure`.
   */
  present(step: number, presentations: ReadonlyMap<string, ViewPresentation<Frame>>): string[] {
    this.step = step;
    const changedKeys: string[] = [];
    for (const [viewKey, presentation] of presentations) {
      const before = this.shown.get(viewKey);
      this.shown.set(viewKey, presentation);
      const isSame = before?.frameIndex === presentation.frameIndex && before.outcome.state === presentation.outcome.state;
      if (!isSame) changedKeys.push(viewKey);
      for (const panel of this.panels.get(viewKey) ?? []) {
        try {
          if (!isSame) panel.present(presentation);
          else if (before.skewMs !== presentation.skewMs) panel.setSkew?.(presentation.skewMs);
        } catch (error) {
          this.failure ??= { error };
        }
      }
    }
    return changedKeys;
  }

  /** What a panel threw since this was asked last, for whoever can report it; null when all went well. */
  takeFailure(): { readonly error: unknown } | null {
    const { failure } = this;
    this.failure = null;
    return failure;
  }

  /** Tells panels whose view begins or ceases to wait for its frame. */
  setLoading(viewKeys: readonly string[], isLoading: (viewKey: string) => boolean): void {
    for (const viewKey of viewKeys) {
      const isNow = isLoading(viewKey);
      if (isNow === this.loading.has(viewKey)) continue;
      if (isNow) this.loading.add(viewKey);
      else this.loading.delete(viewKey);
      for (const panel of this.panels.get(viewKey) ?? []) panel.setLoading(isNow);
    }
  }

  shows(viewKey: string, frameIndex: number | null): boolean {
    const presentation = this.shown.get(viewKey);
    return presentation !== undefined && presentation.frameIndex === frameIndex;
  }

  /** The frames that panels may still draw from. */
  framesOnScreen(): FrameKey[] {
    const keys: FrameKey[] = [];
    for (const [viewKey, { frameIndex, outcome }] of this.shown) {
      if (outcome.state === 'ready' && frameIndex !== null) keys.push({ viewKey, frameIndex });
    }
    return keys;
  }

  /** Forgets what views show, so that they count as not yet presented. */
  forget(isForgotten: (viewKey: string, presentation: ViewPresentation<Frame>) => boolean): void {
    for (const [viewKey, presentation] of this.shown) if (isForgotten(viewKey, presentation)) this.shown.delete(viewKey);
  }
}
