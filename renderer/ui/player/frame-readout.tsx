import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import { formatTime } from '../../panels/timeline/format-time.ts';
import type { Player } from '../../playback/player.ts';
import { formatReadout } from './format-readout.ts';
import { LiveText } from './live-text.tsx';
import { parseMoment } from './parse-moment.ts';
import styles from './transport-bar.module.css';

/** "Frame 13 of 150" and the time; a click lets the person type the frame, time or percentage to go to. */
export function FrameReadout({ player, isDisabled }: { player: Player<ViewFrame>; isDisabled: boolean }) {
  const [isTyping, setIsTyping] = useState(false);
  const readTime = useCallback(() => (player.state.stepCount === 0 ? '' : formatTime(player.timeOfStep(player.state.step))), [player]);
  return (
    <>
      {isTyping ? (
        <MomentField player={player} onDone={() => setIsTyping(false)} />
      ) : (
        <ReadoutButton player={player} isDisabled={isDisabled} onClick={() => setIsTyping(true)} />
      )}
      <LiveText player={player} read={readTime} className={styles['time']} />
    </>
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
    <button ref={button} type="button" className={styles['readout']} title="Type a frame number, a time (0:13.4, 13.4s) or a percentage" disabled={isDisabled} onClick={onClick}>
      {formatReadout(player.state.step, player.state.stepCount)}
    </button>
  );
}

function MomentField({ player, onDone }: { player: Player<ViewFrame>; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [isWrong, setIsWrong] = useState(false);
  const { stepCount } = player.state;
  useEffect(() => field.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') {
      const step = parseMoment(event.currentTarget.value, {
        stepCount,
        timeOfStep: (at) => player.timeOfStep(at),
        stepAtTime: (timeMs) => player.stepAtTime(timeMs),
      });
      if (step === null) {
        setIsWrong(true);
        return;
      }
      player.dispatch({ type: 'seek', step });
    }
    onDone();
  };
  return (
    <span className={styles['typing']}>
      Frame
      <input
        ref={field}
        className={styles['number']}
        aria-label={`Frame number, 1 to ${stepCount}, time or percentage`}
        aria-invalid={isWrong}
        title="137, 0:13.4, 13.4s or 50%"
        autoComplete="off"
        defaultValue={player.state.step + 1}
        onInput={() => setIsWrong(false)}
        onKeyDown={onKeyDown}
        onBlur={onDone}
      />
      of {stepCount}
    </span>
  );
}
