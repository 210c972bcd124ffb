import type { PlayRange } from '../../preload/contract/model.ts';
import type { ViewFrame } from '../decode/decoded-frame.ts';
import type { Player } from '../playback/player.ts';
import type { SequenceName } from './recording-store.ts';
import type { SettingsStore } from './settings-store.ts';

/** What of a player its in and out points are kept by. */
export type RangedPlayer = Pick<Player<ViewFrame>, 'state' | 'subscribe' | 'dispatch'>;

/**
 * Gives a player the in and out points that its sequence had last, as soon as it is long enough for them, and keeps them
 * from then on whenever the person changes them. Points beyond the end of a sequence that has become shorter are neither
 * set nor forgotten: it may be that a view did not come this time. Returns what stops it.
 */
export function keepPlayRange(player: RangedPlayer, settings: SettingsStore, { owner, slug, sequenceUid }: SequenceName): () => void {
  const key = `${owner}/${slug}/${sequenceUid}`;
  let waiting: PlayRange | null = settings.getState().settings.playRanges[key] ?? null;
  let before = player.state;
  let isRestoring = false;
  let isSaving = false;
  let unsaved: PlayRange | null = null;

  /** One at a time: what is dragged changes faster than it can be written, and only the newest counts. */
  const save = async () => {
    if (isSaving) return;
    isSaving = true;
    while (unsaved !== null) {
      const range = unsaved;
      unsaved = null;
      await settings.getState().updatePlayRange(key, range);
    }
    isSaving = false;
  };
  const restore = () => {
    if (waiting === null || player.state.stepCount <= Math.max(waiting.inStep ?? 0, waiting.outStep ?? 0)) return;
    const { inStep, outStep } = waiting;
    waiting = null;
    isRestoring = true;
    if (inStep !== null) player.dispatch({ type: 'set-in', step: inStep });
    if (outStep !== null) player.dispatch({ type: 'set-out', step: outStep });
    isRestoring = false;
  };
  const follow = () => {
    const { stepCount, inStep, outStep } = player.state;
    const isResized = stepCount !== before.stepCount;
    const isMoved = inStep !== before.inStep || outStep !== before.outStep;
    before = player.state;
    if (isRestoring) return;
    // Points that move together with the length were only brought within it.
    if (isMoved && !isResized) {
      waiting = null;
      unsaved = { inStep, outStep };
      void save();
    } else restore();
  };
  const stop = player.subscribe(follow);
  restore();
  return stop;
}
