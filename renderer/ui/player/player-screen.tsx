import { Film } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useStore } from 'zustand';
import { localOwner } from '../../../preload/contract/local.ts';
import { downloadKey } from '../../stores/downloads-store.ts';
import { keepTargetOf } from '../../stores/keep-target.ts';
import type { Playback } from '../../stores/playback.ts';
import type { Moment } from '../../stores/player-store.ts';
import type { OpenedRecording, OpenedView, SequenceName } from '../../stores/recording-store.ts';
import { datasetSettings } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { CalibrationProvider } from '../calibration/calibration-context.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { DatasetSettingsDialog } from './dataset-settings-dialog.tsx';
import { Figures } from './figures.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PaneArea } from './pane-area.tsx';
import styles from './player-screen.module.css';
import { PlayerSkeleton } from './player-skeleton.tsx';
import { SequenceBar } from './sequence-bar.tsx';
import { Timeline } from './timeline.tsx';
import { TransportBar } from './transport-bar.tsx';
import { usePlayerKeys } from './use-player-keys.ts';
import { usePlayerState } from './use-player-state.ts';

export interface PlayerScreenProps {
  /** What to open. A new object with the same sequence goes to its frame, as a new address does. */
  moment: Moment;
  /** The playhead rests on a step (zero-based), or passed it: while playing, at most once a second. */
  onFrame: (frameIndex: number) => void;
}

/** Opens a sequence and plays its views in step. */
export function PlayerScreen({ moment, onFrame }: PlayerScreenProps) {
  const { recording: recordingStore, player: playerStore, session } = useStores();
  const { recording, views } = useStore(recordingStore);
  const playback = useStore(playerStore, (state) => state.playback);
  const { open, reopen, close } = playerStore.getState();

  useEffect(() => open(moment), [open, moment]);
  useEffect(() => close, [close]);
  useFrameTold(playback, onFrame);

  if (recording.state === 'failed') {
    return <ErrorState error={recording.error} onRetry={reopen} onSignIn={session.getState().openSignIn} />;
  }
  if (recording.state !== 'ready' || playback === null) return <PlayerSkeleton />;
  return <OpenPlayer key={recording.value.recordingId} recording={recording.value} views={views} playback={playback} sequence={moment} />;
}

interface OpenPlayerProps {
  recording: OpenedRecording;
  views: readonly OpenedView[];
  playback: Playback;
  sequence: SequenceName;
}

function OpenPlayer({ recording, views, playback, sequence }: OpenPlayerProps) {
  const { settings, player: playerStore, downloads, viewing } = useStores();
  const chosen = useStore(settings, (state) => datasetSettings(state.settings, sequence));
  const [isSettingUp, setIsSettingUp] = useState(false);
  const openSettings = () => setIsSettingUp(true);
  const maximisedKey = useStore(viewing, (state) => state.maximisedKey);
  const { setMaximised } = viewing.getState();
  const [areKeysShown, setAreKeysShown] = useState(false);
  const [areFiguresShown, setAreFiguresShown] = useState(false);
  const { player } = playback;
  usePlayerKeys(player, {
    longSteps: useStore(settings, (state) => state.settings.playback.longSteps),
    onEscape: () => setMaximised(null),
    onShowKeys: () => setAreKeysShown(true),
    onToggleFigures: () => setAreFiguresShown((areShown) => !areShown),
    onKeep: () => {
      const isKept = downloads.getState().bySequence.has(downloadKey(sequence));
      // What is on this computer needs no keeping.
      if (!isKept && sequence.owner !== localOwner) void downloads.getState().keep(keepTargetOf(sequence, [recording.sequence]));
    },
  });
  const stepCount = usePlayerState(player, 'stepCount');
  const isResolving = views.some(({ state }) => state === 'resolving');
  return (
    <CalibrationProvider player={player} dataset={sequence}>
      <div className={styles['screen']}>
        <SequenceBar recording={recording} name={sequence} foundFrames={isResolving || views.length === 0 ? null : stepCount} onOpenSettings={openSettings} />
        {hasNothingToShow(views) ? (
          <NothingToShow viewCount={views.length} />
        ) : (
          <div className={styles['panes']}>
            <PaneArea views={views} player={player} maximisedKey={maximisedKey} onMaximise={setMaximised} onSetPattern={openSettings} />
            {areFiguresShown ? <Figures player={player} /> : null}
          </div>
        )}
        <Timeline player={player} views={views} maximisedKey={maximisedKey} isDisabled={stepCount === 0} />
        <TransportBar player={player} sequence={sequence} />
        <KeysDialog isOpen={areKeysShown} onClose={() => setAreKeysShown(false)} />
        <DatasetSettingsDialog
          isOpen={isSettingUp}
          onClose={() => setIsSettingUp(false)}
          dataset={sequence}
          settings={chosen}
          onSave={(settings) => void playerStore.getState().changeDatasetSettings(settings)}
        />
      </div>
    </CalibrationProvider>
  );
}

/** No views, or frames in none of them although all were found: panes would only repeat it. */
function hasNothingToShow(views: readonly OpenedView[]): boolean {
  return views.every((view) => view.state === 'resolved' && view.frames.length === 0);
}

function NothingToShow({ viewCount }: { viewCount: number }) {
  return (
    <div className={styles['waiting']}>
      <EmptyState icon={<Film size={20} />} title={viewCount === 0 ? 'This sequence has no views' : 'This sequence has no frames'}>
        <p>
          {viewCount === 0
            ? 'Avala lists neither cameras nor point clouds for it. It may still be in the making: look again later, or open another sequence.'
            : 'Avala lists its views, but no frame in any of them. It may still be in the making: look again later, or open another sequence.'}
        </p>
      </EmptyState>
    </div>
  );
}

/** Between two tellings while playing: enough to come back to after a crash, and little enough to cost nothing. */
const playingIntervalMs = 1_000;

/** Tells where the playhead is: each step that it rests on once, and now and then where it plays. */
function useFrameTold(playback: Playback | null, onFrame: (frameIndex: number) => void): void {
  const tell = useEffectEvent(onFrame);
  useEffect(() => {
    if (playback === null) return undefined;
    const { player } = playback;
    let told = player.state.step;
    let toldAtMs = performance.now();
    return player.subscribe(() => {
      const { status, step, isLoading } = player.state;
      const isAtRest = (status === 'paused' || status === 'ended') && !isLoading;
      const isDue = status === 'playing' && performance.now() - toldAtMs >= playingIntervalMs;
      if ((!isAtRest && !isDue) || step === told) return;
      told = step;
      toldAtMs = performance.now();
      tell(step);
    });
  }, [playback]);
}
