import type { Client } from '../bridge/client.ts';
import type { DecodedFrame } from '../playback/frame.ts';
import type { Player } from '../playback/player.ts';
import type { SequenceName } from './recording-store.ts';

/** How long the player must have been at rest, in milliseconds: its own neighbourhood comes first, after 500. */
const restMs = 2_000;

export interface PrewarmOptions<Frame extends DecodedFrame> {
  readonly player: Player<Frame>;
  readonly client: Client;
  /** The sequence that the person is likely to open next; null for none. Asked when the player has come to rest. */
  readonly next: () => SequenceName | null;
}

/**
 * Has the first step of the neighbouring sequence put on disk while the player rests and has loaded all that it wants, so
 * that going on to it begins at once. Whatever moves in the player cancels it; it is tried again after the next rest, until
 * it was done once. Failures are silent: nobody waits for it, and opening the sequence will say them. Returns what stops it.
 */
export function prewarmNext<Frame extends DecodedFrame>({ player, client, next }: PrewarmOptions<Frame>): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let job: Promise<string | null> | null = null;
  let doneUid: string | null = null;

  const begin = () => {
    timer = null;
    const name = isIdle(player) ? next() : null;
    if (name === null || name.sequenceUid === doneUid) return;
    doneUid = name.sequenceUid;
    job = client.call('sequence.prewarm', name).then((answer) => (answer.ok ? answer.value.jobId : null));
  };
  const cancel = async (started: Promise<string | null>) => {
    const jobId = await started;
    if (jobId !== null) await client.call('job.cancel', { jobId });
  };
  /** Over: what moves from now on has nothing to cancel. */
  const forget = async (started: Promise<string | null>, endedId: string) => {
    if ((await started) === endedId && job === started) job = null;
  };
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (job === null) return;
    void cancel(job);
    job = null;
    doneUid = null;
  };
  const onActivity = () => {
    stop();
    timer = setTimeout(begin, restMs);
  };
  const stopListening = client.onEvent((event) => {
    if (event.type !== 'job.ended' || job === null) return;
    void forget(job, event.jobId);
  });
  onActivity();
  const stops = [player.subscribe(onActivity), player.onCacheChange(onActivity), stopListening];
  return () => {
    for (const stopFollowing of stops) stopFollowing();
    stop();
  };
}

function isIdle<Frame extends DecodedFrame>(player: Player<Frame>): boolean {
  const { status, isLoading } = player.state;
  const { loadsUnderWay, loadsWaiting } = player.stats(performance.now());
  return (status === 'paused' || status === 'ended') && !isLoading && loadsUnderWay === 0 && loadsWaiting === 0;
}
