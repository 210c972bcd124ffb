import { useEffect } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { PlayerCommand } from '../../playback/player-command.ts';

const longSteps = 10;

/** Where arrows, Home, End and Space have a meaning of their own. The timeline's is the same as the screen's. */
const ownKeys =
  'input:not([data-timeline]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox], [role=dialog], [role=tablist], [role=radiogroup], [role=separator], [role=slider]';

/** What Space presses instead of playing. */
const pressable = 'button, a[href], summary, [role=button], [role=switch], [role=checkbox], [role=tab]';

/**
 * The keys of playback, wherever on the screen the focus is: Space, arrows (Shift: by ten), Home and End. `onEscape` runs
 * when nothing else took the key.
 */
export function usePlayerKeys(player: Player<ViewFrame>, onEscape: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const focus = event.target instanceof Element ? event.target : null;
      if (focus?.closest(ownKeys)) return;
      if (event.key === 'Escape') {
        onEscape();
        return;
      }
      if (event.key === ' ' && focus?.closest(pressable)) return;
      const command = commandOf(event, player);
      if (command === null) return;
      event.preventDefault();
      // A key that is held waits for the picture: the playhead must not run away from what is seen.
      if (event.repeat && (command.type !== 'step' || player.state.isLoading)) return;
      player.dispatch(command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player, onEscape]);
}

function commandOf({ key, shiftKey }: KeyboardEvent, player: Player<ViewFrame>): PlayerCommand | null {
  const { status, stepCount } = player.state;
  const steps = shiftKey ? longSteps : 1;
  switch (key) {
    case ' ':
      return { type: status === 'playing' || status === 'waiting' ? 'pause' : 'play' };
    case 'ArrowRight':
      return { type: 'step', by: steps };
    case 'ArrowLeft':
      return { type: 'step', by: -steps };
    case 'Home':
      return { type: 'seek', step: 0 };
    case 'End':
      return { type: 'seek', step: Math.max(stepCount - 1, 0) };
    default:
      return null;
  }
}
