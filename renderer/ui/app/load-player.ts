import type { ComponentType } from 'react';
import type { PlayerScreenProps } from '../player/player-screen.tsx';

/**
 * Loads the player's screen, for `lazy`. It is apart from the first bundle, since nobody who looks for a sequence needs
 * it yet; the browser loads it once, however often this is called.
 */
export async function loadPlayer(): Promise<{ default: ComponentType<PlayerScreenProps> }> {
  const { PlayerScreen } = await import('../player/player-screen.tsx');
  return { default: PlayerScreen };
}
