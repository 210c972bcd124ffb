import type { PlayerCommand } from '../../playback/player-command.ts';
import { stepAtX, xOfStep, type TimelineRows, type TimelineScale } from './timeline-geometry.ts';

/** What the pointer works on. */
export interface PointerSurface {
  readonly scale: () => TimelineScale;
  readonly rows: () => TimelineRows;
  readonly points: () => { inStep: number | null; outStep: number | null };
  readonly dispatch: (command: PlayerCommand) => void;
  /** The place under the pointer, in CSS pixels from the top left; null when it has left. */
  readonly onHover: (place: { x: number; y: number } | null) => void;
}

/** One pointer's: another one moves nothing meanwhile. */
type Drag = { kind: 'scrub' | 'in' | 'out'; pointerId: number; lastStep: number | null };

/** How near the pointer must be to a handle to catch it, in CSS pixels. */
const reach = 6;

/**
 * Lets the pointer scrub, and drag the in and out points by their handles, which stand out of the ruler and the marks. A
 * double click on a handle clears its point. `element` keeps the focus off itself, so that the screen's keys go on.
 * Returns what stops it.
 */
export function followPointer(element: HTMLElement, surface: PointerSurface): () => void {
  let drag: Drag | null = null;
  const place = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const handleAt = ({ x, y }: { x: number; y: number }): 'in' | 'out' | null => {
    const { inStep, outStep } = surface.points();
    if (y > surface.rows().rowsTop) return null;
    const distance = (step: number | null) => (step === null ? Infinity : Math.abs(x - xOfStep(surface.scale(), step)));
    const [toIn, toOut] = [distance(inStep), distance(outStep)];
    if (Math.min(toIn, toOut) > reach) return null;
    // At one place, the side from which the pointer comes decides, so that both can be drawn apart again.
    if (toIn === toOut) return x < xOfStep(surface.scale(), inStep ?? 0) ? 'in' : 'out';
    return toIn < toOut ? 'in' : 'out';
  };
  /** A point that is dragged stops at the other one. */
  const within = (kind: Drag['kind'], step: number) => {
    const { inStep, outStep } = surface.points();
    if (kind === 'in') return Math.min(step, outStep ?? step);
    return kind === 'out' ? Math.max(step, inStep ?? step) : step;
  };
  const move = (x: number) => {
    if (drag === null) return;
    const step = within(drag.kind, stepAtX(surface.scale(), x));
    if (step === drag.lastStep) return;
    drag.lastStep = step;
    if (drag.kind === 'scrub') surface.dispatch({ type: 'scrub', step });
    else surface.dispatch({ type: drag.kind === 'in' ? 'set-in' : 'set-out', step });
  };
  const end = () => {
    if (drag?.kind === 'scrub') surface.dispatch({ type: 'end-scrub' });
    drag = null;
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || drag !== null) return;
    event.preventDefault();
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement && activeElement !== element) activeElement.blur();
    element.setPointerCapture(event.pointerId);
    const at = place(event);
    drag = { kind: handleAt(at) ?? 'scrub', pointerId: event.pointerId, lastStep: null };
    if (drag.kind !== 'scrub') return;
    surface.dispatch({ type: 'begin-scrub' });
    move(at.x);
  };
  const onMove = (event: PointerEvent) => {
    if (drag !== null && event.pointerId !== drag.pointerId) return;
    const at = place(event);
    move(at.x);
    element.style.cursor = (drag === null ? handleAt(at) : drag.kind === 'scrub' ? null : drag.kind) === null ? '' : 'ew-resize';
    surface.onHover(at);
  };
  const onLeave = () => surface.onHover(null);
  const onDoubleClick = (event: MouseEvent) => {
    const handle = handleAt(place(event));
    if (handle !== null) surface.dispatch({ type: handle === 'in' ? 'set-in' : 'set-out', step: null });
  };
  // `lostpointercapture` ends every drag, however it ends: let go, cancelled, or the element gone.
  const listeners = new AbortController();
  const { signal } = listeners;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerleave', onLeave, { signal });
  element.addEventListener('lostpointercapture', (event) => event.pointerId === drag?.pointerId && end(), { signal });
  element.addEventListener('dblclick', onDoubleClick, { signal });
  return () => {
    listeners.abort();
    end();
  };
}
