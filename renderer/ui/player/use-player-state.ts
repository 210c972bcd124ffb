import { useCallback, useSyncExternalStore } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { PlayerState } from '../../playback/player-state.ts';

/** One field of the player's state. Renders only when that field changes: not for the playhead, which moves with every frame. */
export function usePlayerState<Name extends keyof PlayerState>(player: Player<ViewFrame>, name: Name): PlayerState[Name] {
  return usePlayerValue(player, (state) => state[name]);
}

/** A value that follows from the player's state, the same object as long as it is the same. Renders only when it changes. */
export function usePlayerValue<Value>(player: Player<ViewFrame>, select: (state: PlayerState) => Value): Value {
  const subscribe = useCallback((listener: () => void) => player.subscribe(listener), [player]);
  return useSyncExternalStore(subscribe, () => select(player.state));
}

/** Whether it plays, or waits to go on playing: the one alternates with the other at every step while decoding sets the pace. */
export function isRunning({ status }: Pick<PlayerState, 'status'>): boolean {
  return status === 'playing' || status === 'waiting';
}
