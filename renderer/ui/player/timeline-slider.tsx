import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { formatReadout } from './format-readout.ts';
import styles from './timeline-slider.module.css';

/** The steps that Page Up and Page Down move by, as arrows do with Shift. */
const pageSteps = 10;

/**
 * The playhead on the sequence. Follows the player by writing to its element, not through React, since it moves with
 * every frame; the pointer scrubs, so that the picture follows it. Arrow keys, Home and End are the screen's own.
 */
export function TimelineSlider({ player, isDisabled }: { player: Player<ViewFrame>; isDisabled: boolean }) {
  const slider = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const element = slider.current;
    if (element === null) return undefined;
    const follow = () => {
      const { step, stepCount } = player.state;
      const last = Math.max(stepCount - 1, 0);
      element.max = String(last);
      element.value = String(step);
      element.setAttribute('aria-valuenow', String(step));
      element.setAttribute('aria-valuemax', String(last));
      element.setAttribute('aria-valuetext', formatReadout(step, stepCount));
      element.style.setProperty('--share', String(last === 0 ? 0 : step / last));
    };
    // React calls `input` events changes; the browser's own `change` comes once, when the pointer lets go.
    const settle = () => player.dispatch({ type: 'seek', step: element.valueAsNumber });
    follow();
    element.addEventListener('change', settle);
    const stopFollowing = player.subscribe(follow);
    return () => {
      stopFollowing();
      element.removeEventListener('change', settle);
    };
  }, [player]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    player.dispatch({ type: 'step', by });
  };

  return (
    <input
      ref={slider}
      type="range"
      aria-label="Timeline"
      min={0}
      step={1}
      defaultValue={0}
      disabled={isDisabled}
      data-timeline=""
      className={styles['slider']}
      onInput={({ currentTarget }) => player.dispatch({ type: 'scrub', step: currentTarget.valueAsNumber })}
      onKeyDown={onKeyDown}
    />
  );
}

const keySteps: Record<string, number> = { PageUp: pageSteps, PageDown: -pageSteps, ArrowUp: 1, ArrowDown: -1 };
