import { useEffect, useRef } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { describeStats } from './describe-stats.ts';
import styles from './figures.module.css';

/** Between two readings, in milliseconds. */
const pauseMs = 250;
/** Figures are of the last second: so long after the last movement they may still change. */
const settleMs = 1_250;

/**
 * The figures of playback over the panes, for people who look into how it does. Written past React, at most four times a
 * second, and only while something moves or has just moved.
 */
export function Figures({ player }: { player: Player<ViewFrame> }) {
  const text = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let movedAtMs = performance.now();
    const write = () => {
      if (text.current === null) return;
      const stats = player.stats(performance.now());
      text.current.textContent = describeStats(stats);
      // To the byte, for whoever measures.
      text.current.dataset['cacheBytes'] = String(stats.cacheBytes);
      text.current.dataset['budgetBytes'] = String(stats.budgetBytes);
    };
    const schedule = () => {
      timer ??= setTimeout(() => {
        timer = null;
        write();
        if (performance.now() - movedAtMs < settleMs) schedule();
      }, pauseMs);
    };
    const onMove = () => {
      movedAtMs = performance.now();
      schedule();
    };
    write();
    schedule();
    const stops = [player.subscribe(onMove), player.onCacheChange(onMove)];
    return () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [player]);
  return (
    <aside className={styles['figures']} aria-label="Figures of playback">
      <pre ref={text} className={styles['text']} />
    </aside>
  );
}
