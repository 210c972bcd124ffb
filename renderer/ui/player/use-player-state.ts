import { useCallback, useSyncExternalStore } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { PlayerState } from '../../playback/player-state.ts';

/** One field of the player's state. Renders only when that field changes: not for the playhead, which moves with every frame. */
export function usePlayerState<Name extends keyof PlayerState>(player: Player<ViewFrame>, name: Name): PlayerState[Name] {
  const subscribe = useCallback((listener: () => void) => player.subscribe(listener), [player]);
  return useSyncExternalStore(subscribe, () => player.state[name]);
}
