import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { moveWipe, turnWipe, turnWipeTo, type Point } from '../../panels/compare/wipe-geometry.ts';
import type { Size } from '../../panels/image/fit.ts';
import type { ViewingStore } from '../../stores/viewing-store.ts';
import type { WipeLine } from '../../viewing/comparison.ts';
import { useStores } from '../app/stores-context.tsx';
import styles from './wipe-handles.module.css';

/** By how much an arrow key moves the line, in parts of the area (Shift: five times as much), and turns it, in degrees. */
const movePart = 0.01;
const turnDegrees = 5;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * The line of a wipe, with a handle to move it and one to turn it, by pointer or by arrow keys; the line itself can be
 * dragged wherever it is caught. Follows without React.
 */
export function WipeHandles() {
  const { viewing } = useStores();
  const origin = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const move = useRef<HTMLInputElement>(null);
  const turn = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const follow = () => {
      const { comparison } = viewing.getState();
      if (comparison === null || origin.current === null) return;
      const { x, y, angleDegrees } = comparison.wipe;
      Object.assign(origin.current.style, { left: `${x * 100}%`, top: `${y * 100}%`, rotate: `${angleDegrees}deg` });
      const across = Math.round(x * 100);
      const angle = Math.round(angleDegrees);
      say(move.current, across, `${across} % from the left, ${Math.round(y * 100)} % from the top`);
      say(turn.current, angle, `${angle}°`);
    };
    follow();
    return viewing.subscribe(follow);
  }, [viewing]);

  useEffect(() => (line.current === null ? undefined : dragLine(line.current, viewing)), [viewing]);

  const change = (changed: (wipe: WipeLine) => WipeLine) => {
    const { comparison, changeComparison } = viewing.getState();
    if (comparison !== null) changeComparison({ wipe: changed(comparison.wipe) });
  };
  const drag = (changed: (wipe: WipeLine, pointer: Point, area: Size) => WipeLine) => ({
    onPointerDown: (event: PointerEvent<HTMLInputElement>) => {
      // The browser would take the press for a place on the input's own track.
      event.preventDefault();
      event.currentTarget.focus();
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLInputElement>) => {
      const area = origin.current?.parentElement?.getBoundingClientRect();
      if (area === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      change((wipe) => changed(wipe, { x: event.clientX - area.left, y: event.clientY - area.top }, area));
    },
  });
  const onArrow = (changed: (wipe: WipeLine, direction: Point) => WipeLine) => (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const times = event.shiftKey ? 5 : 1;
    change((wipe) => changed(wipe, { x: direction.x * times, y: direction.y * times }));
  };

  return (
    <div ref={origin} className={styles['origin']}>
      <div ref={line} className={styles['line']} />
      <input
        ref={move}
        type="range"
        aria-label="Wipe line"
        min={0}
        max={100}
        defaultValue={50}
        className={`${styles['handle']} ${styles['move']}`}
        {...drag(moveWipe)}
        onKeyDown={onArrow((wipe, { x, y }) => moveWipe(wipe, { x: wipe.x + x * movePart, y: wipe.y + y * movePart }, { width: 1, height: 1 }))}
        onChange={({ currentTarget }) => change((wipe) => ({ ...wipe, x: currentTarget.valueAsNumber / 100 }))}
      />
      <input
        ref={turn}
        type="range"
        aria-label="Wipe angle"
        min={-180}
        max={180}
        defaultValue={0}
        className={`${styles['handle']} ${styles['turn']}`}
        {...drag(turnWipeTo)}
        onKeyDown={onArrow((wipe, { x, y }) => turnWipe(wipe, wipe.angleDegrees + (x - y) * turnDegrees))}
        onChange={({ currentTarget }) => change((wipe) => turnWipe(wipe, currentTarget.valueAsNumber))}
      />
    </div>
  );
}

/** Lets the line be dragged along with the pointer, from wherever it is caught; returns what ends it. */
function dragLine(line: HTMLElement, viewing: ViewingStore): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let last: Point | null = null;
  const onDown = (event: globalThis.PointerEvent) => {
    if (event.button !== 0) return;
    // No text is selected on the way.
    event.preventDefault();
    last = { x: event.clientX, y: event.clientY };
    line.setPointerCapture(event.pointerId);
  };
  const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
    const { comparison, changeComparison } = viewing.getState();
    const area = line.parentElement?.parentElement?.getBoundingClientRect();
    if (last === null || comparison === null || area === undefined) return;
    const { wipe } = comparison;
    changeComparison({ wipe: moveWipe(wipe, { x: wipe.x * area.width + clientX - last.x, y: wipe.y * area.height + clientY - last.y }, area) });
    last = { x: clientX, y: clientY };
  };
  const onEnd = () => {
    last = null;
  };
  line.addEventListener('pointerdown', onDown, { signal });
  line.addEventListener('pointermove', onMove, { signal });
  line.addEventListener('pointerup', onEnd, { signal });
  line.addEventListener('pointercancel', onEnd, { signal });
  return () => ending.abort();
}

function say(handle: HTMLInputElement | null, value: number, words: string): void {
  if (handle === null) return;
  handle.value = String(value);
  handle.setAttribute('aria-valuetext', words);
}
