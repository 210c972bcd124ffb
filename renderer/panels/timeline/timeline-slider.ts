import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';

/**
 * Keeps the slider that assistive technology and the keyboard operate in step with the player: `aria-valuenow` is the
 * zero-based step, and a value that is set from outside scrubs. `describe` says a step in words. Returns what stops it.
 */
export function followSlider(slider: HTMLInputElement, player: Player<ViewFrame>, describe: (step: number, stepCount: number) => string): () => void {
  const follow = () => {
    const { step, stepCount } = player.state;
    const last = Math.max(stepCount - 1, 0);
    slider.max = String(last);
    slider.value = String(step);
    slider.setAttribute('aria-valuenow', String(step));
    slider.setAttribute('aria-valuemax', String(last));
    slider.setAttribute('aria-valuetext', describe(step, stepCount));
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  slider.addEventListener('input', () => player.dispatch({ type: 'scrub', step: slider.valueAsNumber }), { signal });
  // The browser's own `change` comes once, when the value is settled.
  slider.addEventListener('change', () => player.dispatch({ type: 'seek', step: slider.valueAsNumber }), { signal });
  follow();
  const stopFollowing = player.subscribe(follow);
  return () => {
    listeners.abort();
    stopFollowing();
  };
}
