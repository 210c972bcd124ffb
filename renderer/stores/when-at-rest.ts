import type { DecodedFrame } from '../playback/frame.ts';
import type { Player } from '../playback/player.ts';

/** How long nothing in the player must have moved, in milliseconds; more than what it takes to load around the playhead. */
const restMs = 2_000;

/** Calls `onRest` once each time that the player has come to rest: it does not play, and nothing has come or gone. Returns what stops it. */
export function whenAtRest<Frame extends DecodedFrame>(player: Pick<Player<Frame>, 'state' | 'subscribe' | 'onCacheChange'>, onRest: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const call = () => {
    timer = null;
    const { status, isLoading } = player.state;
    if ((status === 'paused' || status === 'ended') && !isLoading) onRest();
  };
  const onActivity = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(call, restMs);
  };
  onActivity();
  const stops = [player.subscribe(onActivity), player.onCacheChange(onActivity)];
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
  };
}
