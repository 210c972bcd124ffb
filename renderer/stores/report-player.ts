import type { Client } from '../bridge/client.ts';
import type { PlayerStore } from './player-store.ts';

/**
 * Tells the shell whether a recording is open and plays: at once, which says that this page hears what the menus tell it, and
 * whenever either changes.
 */
export function reportPlayer(client: Client, store: PlayerStore): void {
  let told = { isOpen: false, isPlaying: false };
  let stopFollowing = () => {};
  const tell = (isOpen: boolean, isPlaying: boolean) => {
    if (told.isOpen === isOpen && told.isPlaying === isPlaying) return;
    told = { isOpen, isPlaying };
    void client.call('player.report', told);
  };
  void client.call('player.report', told);
  store.subscribe(({ playback }, { playback: before }) => {
    if (playback === before) return;
    stopFollowing();
    if (playback === null) {
      stopFollowing = () => {};
      tell(false, false);
      return;
    }
    const { player } = playback;
    const follow = () => tell(true, player.state.status === 'playing' || player.state.status === 'waiting');
    stopFollowing = player.subscribe(follow);
    follow();
  });
}
