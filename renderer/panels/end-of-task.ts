/**
 * What is put together from several views waits until the player has given each its frame, and still happens in the same
 * task, before anything is painted: first what lies in a scene is placed, then scenes are drawn, then what is taken from
 * them is laid over other views.
 */
export type EndOfTaskPhase = 'place' | 'draw' | 'overlay';

const queues: Readonly<Record<EndOfTaskPhase, Set<() => void>>> = { place: new Set(), draw: new Set(), overlay: new Set() };
let isPlanned = false;

/** Runs `work` once at the end of the present task, however often it is asked for until then. */
export function atEndOfTask(phase: EndOfTaskPhase, work: () => void): void {
  queues[phase].add(work);
  if (isPlanned) return;
  isPlanned = true;
  queueMicrotask(runAll);
}

/** Without effect if it was not asked for, or has run. */
export function callOffEndOfTask(phase: EndOfTaskPhase, work: () => void): void {
  queues[phase].delete(work);
}

function runAll(): void {
  for (let next = takeNext(); next !== null; next = takeNext()) {
    try {
      next();
    } catch (error) {
      // One view's fault must not keep the others from the step.
      reportError(error);
    }
  }
  isPlanned = false;
}

/** Of the earliest phase that has any. */
function takeNext(): (() => void) | null {
  for (const queue of Object.values(queues)) {
    for (const work of queue) {
      queue.delete(work);
      return work;
    }
  }
  return null;
}
