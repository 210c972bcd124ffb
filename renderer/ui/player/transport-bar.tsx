import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useStore } from 'zustand';
import type { Playback } from '../../stores/playback.ts';
import { IconButton, type IconButtonProps } from '../components/icon-button.tsx';
import { FrameReadout } from './frame-readout.tsx';
import { BaseRateField, SpeedSelect } from './rate-controls.tsx';
import { TimelineSlider } from './timeline-slider.tsx';
import styles from './transport-bar.module.css';

export interface TransportBarProps {
  playback: Playback;
  /** The person set the base rate; the player has been told. */
  onBaseRateChange: (baseRateHz: number) => void;
}

/** Play, step, seek, speed: every control of playback, in one bar below the views. */
export function TransportBar({ playback: { player, summary }, onBaseRateChange }: TransportBarProps) {
  const { status, stepCount, rate, baseRateHz, measuredRateHz } = useStore(summary);
  const isRunning = status === 'playing' || status === 'waiting';
  const isDisabled = stepCount === 0;
  const last = Math.max(stepCount - 1, 0);
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Playback">
      <div className={styles['buttons']}>
        <TransportButton label="First frame" shortcut="Home" icon={<ChevronFirst size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'seek', step: 0 })} />
        <TransportButton label="Previous frame" shortcut="←" icon={<StepBack size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'step', by: -1 })} />
        <TransportButton
          label={isRunning ? 'Pause' : 'Play'}
          shortcut="Space"
          icon={isRunning ? <Pause size={16} /> : <Play size={16} />}
          disabled={isDisabled}
          onClick={() => player.dispatch({ type: isRunning ? 'pause' : 'play' })}
        />
        <TransportButton label="Next frame" shortcut="→" icon={<StepForward size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'step', by: 1 })} />
        <TransportButton label="Last frame" shortcut="End" icon={<ChevronLast size={16} />} disabled={isDisabled} onClick={() => player.dispatch({ type: 'seek', step: last })} />
      </div>
      <TimelineSlider player={player} isDisabled={isDisabled} />
      <FrameReadout player={player} isDisabled={isDisabled} />
      <SpeedSelect rate={rate} onChange={(next) => player.dispatch({ type: 'set-rate', rate: next })} />
      <BaseRateField
        baseRateHz={baseRateHz}
        measuredRateHz={measuredRateHz}
        onChange={(next) => {
          player.dispatch({ type: 'set-base-rate', baseRateHz: next });
          onBaseRateChange(next);
        }}
      />
    </div>
  );
}

/** A click leaves the focus where it is, so that Space goes on to play and pause instead of pressing the button again. */
function TransportButton(props: IconButtonProps) {
  return <IconButton {...props} onMouseDown={(event) => event.preventDefault()} />;
}
