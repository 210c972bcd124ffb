import { useEffect, useEffectEvent } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { bindingOf, chordOf } from './key-bindings.ts';

/** Where arrows, Home, End and Space have a meaning of their own. The timeline's is the same as the screen's. */
const ownKeys =
  'input:not([data-timeline]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox], [role=dialog], [role=tablist], [role=radiogroup], [role=separator], [role=slider]';

/** What Space presses instead of playing. */
const pressable = 'button, a[href], summary, [role=button], [role=switch], [role=checkbox], [role=tab]';

/** What the screen itself does at a key, where playback has no use for it. */
export interface ScreenKeys {
  readonly longSteps: number;
  /** Nothing else took Escape. */
  onEscape: () => void;
  onShowKeys: () => void;
  onToggleFigures: () => void;
  /** Keep the sequence offline. */
  onKeep: () => void;
}

/** The keys of playback, wherever on the screen the focus is: see `key-bindings.ts`. */
export function usePlayerKeys(player: Player<ViewFrame>, screen: ScreenKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const chord = chordOf({
      key: event.key,
      shiftKey: event.shiftKey,
      altKey: event.altKey,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      isAltGraph: event.getModifierState('AltGraph'),
    });
    if (chord === 'Ctrl+Shift+d') {
      event.preventDefault();
      screen.onToggleFigures();
      return;
    }
    const focus = event.target instanceof Element ? event.target : null;
    if (focus?.closest(ownKeys)) return;
    if (chord === 'Escape') screen.onEscape();
    if (chord === '?') screen.onShowKeys();
    if (chord === 'Shift+k') screen.onKeep();
    if (chord === ' ' && focus?.closest(pressable)) return;
    const binding = bindingOf(chord);
    if (binding === null) return;
    event.preventDefault();
    // A key that is held waits for the picture: the playhead must not run away from what is seen.
    if (event.repeat && (binding.repeats !== true || player.state.isLoading)) return;
    for (const command of binding.commands({ state: player.state, longSteps: screen.longSteps })) player.dispatch(command);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
