import { ArrowLeftToLine, ArrowRightToLine, ChevronFirst, ChevronLast, Pause, Play, Settings2, StepBack, StepForward, Undo2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { PlaybackSettings } from '../../../preload/contract/model.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { defaultSync, type SyncMode } from '../../playback/sync-mode.ts';
import type { SequenceName } from '../../stores/recording-store.ts';
import { datasetSettings } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton, type IconButtonProps } from '../components/icon-button.tsx';
import { BaseRateField } from './base-rate-field.tsx';
import { FrameReadout } from './frame-readout.tsx';
import { LiveText } from './live-text.tsx';
import { LoopMenu } from './loop-menu.tsx';
import { PlaybackDialog } from './playback-dialog.tsx';
import { shuttleWords } from './shuttle-words.ts';
import { SpeedSelect } from './speed-select.tsx';
import { SyncMenu } from './sync-menu.tsx';
import styles from './transport-bar.module.css';
import { isRunning as isRunningNow, usePlayerState, usePlayerValue } from './use-player-state.ts';

export interface TransportBarProps {
  player: Player<ViewFrame>;
  sequence: SequenceName;
}

/** Play, step, seek, speed, loop: every control of playback, in one bar below the views. */
export function TransportBar({ player, sequence }: TransportBarProps) {
  const isDisabled = usePlayerValue(player, ({ stepCount }) => stepCount === 0);
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Playback">
      <MoveButtons player={player} isDisabled={isDisabled} />
      <FrameReadout player={player} isDisabled={isDisabled} />
      <span className={styles['space']} />
      <CourseControls player={player} sequence={sequence} isDisabled={isDisabled} />
    </div>
  );
}

function MoveButtons({ player, isDisabled }: { player: Player<ViewFrame>; isDisabled: boolean }) {
  const isRunning = usePlayerValue(player, isRunningNow);
  const direction = usePlayerState(player, 'direction');
  const hasIn = usePlayerValue(player, ({ inStep }) => inStep !== null);
  const hasOut = usePlayerValue(player, ({ outStep }) => outStep !== null);
  const readShuttle = useCallback(() => shuttleWords(player.state), [player]);
  const playIcon = <Play size={16} className={direction === -1 ? styles['mirrored'] : undefined} />;
  return (
    <>
      <div className={styles['buttons']}>
        <TransportButton label="First frame" shortcut="Home" icon={<ChevronFirst size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'jump', to: 'start' })} />
        <TransportButton label="Previous frame" shortcut="←" icon={<StepBack size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'step', by: -1 })} />
        <TransportButton
          label={isRunning ? 'Pause' : 'Play'}
          shortcut="Space"
          icon={isRunning ? <Pause size={16} /> : playIcon}
          disabled={isDisabled}
          onClick={() => player.dispatch({ type: isRunning ? 'pause' : 'play' })}
        />
        <TransportButton label="Next frame" shortcut="→" icon={<StepForward size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'step', by: 1 })} />
        <TransportButton label="Last frame" shortcut="End" icon={<ChevronLast size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'jump', to: 'end' })} />
      </div>
      <div className={styles['buttons']}>
        <TransportButton
          label="Reverse"
          shortcut="J"
          icon={<Undo2 size={16} />}
          isPressed={direction === -1}
          disabled={isDisabled}
          onClick={() => player.dispatch({ type: 'set-direction', direction: direction === 1 ? -1 : 1 })}
        />
        <TransportButton label="Go to the in point" shortcut="[" icon={<ArrowLeftToLine size={16} />} disabled={isDisabled || !hasIn} onClick={() => player.dispatch({ type: 'jump', to: 'in' })} />
        <TransportButton label="Go to the out point" shortcut="]" icon={<ArrowRightToLine size={16} />} disabled={isDisabled || !hasOut} onClick={() => player.dispatch({ type: 'jump', to: 'out' })} />
      </div>
      <LiveText player={player} read={readShuttle} className={styles['shuttle']} title="Speed and direction of playing" />
    </>
  );
}

function CourseControls({ player, sequence, isDisabled }: TransportBarProps & { isDisabled: boolean }) {
  const { settings } = useStores();
  const playback = useStore(settings, (state) => state.settings.playback);
  const [isDialogOpen, setIsDialogOpen] = useState(false);
  const rate = usePlayerState(player, 'rate');
  const sync = usePlayerState(player, 'sync');
  const change = (part: Partial<PlaybackSettings>) => void settings.getState().update({ playback: { ...settings.getState().settings.playback, ...part } });
  const changeSync = (next: SyncMode) => void settings.getState().updateSync(sequence, next);
  const usualSync = useStore(settings, (state) => datasetSettings(state.settings, sequence).sync) ?? defaultSync;
  const readDropped = useCallback(() => (player.state.droppedFrames === 0 ? '' : `${player.state.droppedFrames} dropped`), [player]);
  const isRealTime = playback.pacing === 'real-time';
  return (
    <>
      <LiveText player={player} read={readDropped} className={styles['dropped']} title="Frames left out to keep real time since playing began" />
      <Button
        variant="quiet"
        onMouseDown={(event) => event.preventDefault()}
        title={isRealTime ? 'Keeps real time and leaves frames out. Click to show every frame.' : 'Shows every frame, and waits for it. Click to keep real time.'}
        onClick={() => change({ pacing: isRealTime ? 'every-frame' : 'real-time' })}
      >
        {isRealTime ? 'Real time' : 'Every frame'}
      </Button>
      <LoopMenu player={player} loop={playback.loop} isPingPong={playback.isPingPong} onChange={change} isDisabled={isDisabled} />
      <SyncMenu sync={sync} usualSync={usualSync} onChange={changeSync} onMakeUsual={() => void settings.getState().makeSyncUsual(sequence, sync)} />
      <SpeedSelect rate={rate} onChange={(next) => player.dispatch({ type: 'set-rate', rate: next })} />
      <BaseRate player={player} sequence={sequence} />
      <TransportButton label="Memory, steps and sync" icon={<Settings2 size={16} />} onClick={() => setIsDialogOpen(true)} />
      <PlaybackDialog
        isOpen={isDialogOpen}
        onClose={() => setIsDialogOpen(false)}
        playback={playback}
        sync={sync}
        onChange={change}
        onSyncChange={changeSync}
      />
    </>
  );
}

function BaseRate({ player, sequence }: TransportBarProps) {
  const { settings } = useStores();
  const baseRateHz = usePlayerState(player, 'baseRateHz');
  const measuredRateHz = usePlayerState(player, 'measuredRateHz');
  return (
    <BaseRateField
      baseRateHz={baseRateHz}
      measuredRateHz={measuredRateHz}
      onChange={(next) => {
        player.dispatch({ type: 'set-base-rate', baseRateHz: next });
        void settings.getState().updateDataset(sequence, { frameRateHz: next });
      }}
    />
  );
}

/** A click leaves the focus where it is, so that Space goes on to play and pause instead of pressing the button again. */
function TransportButton(props: IconButtonProps) {
  return <IconButton {...props} onMouseDown={(event) => event.preventDefault()} />;
}
