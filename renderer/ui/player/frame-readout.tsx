import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { formatReadout, parseFrameNumber } from './format-readout.ts';
import styles from './transport-bar.module.css';

/** "Frame 13 of 150"; a click lets the person type the number to go to. */
export function FrameReadout({ player, isDisabled }: { player: Player<ViewFrame>; isDisabled: boolean }) {
  const [isTyping, setIsTyping] = useState(false);
  return isTyping ? (
    <FrameField player={player} onDone={() => setIsTyping(false)} />
  ) : (
    <ReadoutButton player={player} isDisabled={isDisabled} onClick={() => setIsTyping(true)} />
  );
}

function ReadoutButton({ player, isDisabled, onClick }: { player: Player<ViewFrame>; isDisabled: boolean; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const follow = () => {
      if (button.current !== null) button.current.textContent = formatReadout(player.state.step, player.state.stepCount);
    };
    follow();
    return player.subscribe(follow);
  }, [player]);
  return (
    <button ref={button} type="button" className={styles['readout']} title="Type a frame number" disabled={isDisabled} onClick={onClick}>
      {formatReadout(player.state.step, player.state.stepCount)}
    </button>
  );
}

function FrameField({ player, onDone }: { player: Player<ViewFrame>; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.key === 'Enter' ? parseFrameNumber(event.currentTarget.value, player.state.stepCount) : null;
    if (step !== null) player.dispatch({ type: 'seek', step });
    onDone();
  };
  return (
    <span className={styles['typing']}>
      Frame
      <input
        ref={field}
        className={styles['number']}
        aria-label={`Frame number, 1 to ${player.state.stepCount}`}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={player.state.step + 1}
        onKeyDown={onKeyDown}
        onBlur={onDone}
      />
      of {player.state.stepCount}
    </span>
  );
}
