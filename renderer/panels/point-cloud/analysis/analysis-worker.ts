import type { AnalysisAnswer, AnalysisRequest, AnalysisTask } from './analysis-protocol.ts';
import { findChanged } from './changed-points.ts';
import { buildPointIndex } from './point-index.ts';

/** Off the main thread: what takes tens of milliseconds for a large cloud, and is not needed for a picture. */
addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  const [answer, handedOver] = run(data.id, data.task);
  self.postMessage(answer, { transfer: handedOver });
});

function run(id: number, task: AnalysisTask): [AnalysisAnswer, Transferable[]] {
  try {
    if (task.kind === 'index') {
      const index = buildPointIndex(task.positions);
      return [{ id, kind: 'index', index }, [index.order.buffer, ...index.levels.map((boxes) => boxes.buffer)]];
    }
    const here = findChanged(task.here, task.there, task.distanceM);
    const there = findChanged(task.there, task.here, task.distanceM);
    return [{ id, kind: 'difference', difference: { here, there } }, [here.buffer, there.buffer]];
  } catch {
    // Memory ran out: whoever asked goes on without.
    return [{ id, kind: 'failed' }, []];
  }
}
