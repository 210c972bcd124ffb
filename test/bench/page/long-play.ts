import type { BenchView } from './bench-recording.ts';
import { createPanels, showPanes } from './canvases.ts';
import { Engine, immediateTicker } from './engine.ts';
import type { Bench } from './throughput.ts';

/**
 * A player that shows all views step by step from end to end, again and again, with the app's panels; the caller measures
 * the heap between. The cache holds a part of the recording only, so that frames are loaded, shown and given up all along.
 */
export class LongPlay {
  private readonly engine: Engine;
  private readonly disposePanels: () => void;

  constructor({ pool }: Bench, views: readonly BenchView[]) {
    this.engine = new Engine({ views, pool, ticker: immediateTicker, budgetBytes: 16 * 2 ** 20 });
    const { panes, panels, dispose } = createPanels(views);
    this.disposePanels = dispose;
    // Small: what is measured is memory, and drawing is the machine's time.
    panes.style.width = '480px';
    panes.style.height = '270px';
    showPanes(panes);
    this.engine.start(panels);
    this.engine.player.dispatch({ type: 'set-rate', rate: 8 });
    this.engine.player.dispatch({ type: 'set-loop', loop: 'all' });
  }

  /** Shows this many more steps. */
  async play(steps: number): Promise<void> {
    const { player } = this.engine;
    let shownSteps = 0;
    let before = player.state.shownStep;
    player.dispatch({ type: 'play' });
    await this.engine.until(() => {
      if (player.state.shownStep !== before) shownSteps += 1;
      before = player.state.shownStep;
      return shownSteps >= steps;
    });
    player.dispatch({ type: 'pause' });
    await this.engine.atRest();
  }

  dispose(): void {
    this.engine.player.dispose();
    this.disposePanels();
  }
}
