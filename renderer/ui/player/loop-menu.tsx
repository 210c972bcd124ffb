import { ArrowLeftToLine, ArrowRightFromLine, Repeat, X } from 'lucide-react';
import type { PlaybackSettings } from '../../../preload/contract/model.ts';
import { loopChoices } from '../../../preload/contract/view-choices.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import { Button } from '../components/button.tsx';
import { Menu, MenuCheckItem, MenuChoice, MenuItem, MenuSeparator } from '../components/menu.tsx';

const loopWords: Record<PlaybackSettings['loop'], string> = { off: 'No loop', all: 'Loop', 'in-out': 'Loop in–out' };

export interface LoopMenuProps {
  player: Player<ViewFrame>;
  loop: PlaybackSettings['loop'];
  isPingPong: boolean;
  onChange: (change: Partial<PlaybackSettings>) => void;
  isDisabled: boolean;
}

/** What is played again and again, and the in and out points that it may go by. */
export function LoopMenu({ player, loop, isPingPong, onChange, isDisabled }: LoopMenuProps) {
  const label = loopWords[loop] + (isPingPong ? ', there and back' : '');
  return (
    <Menu
      align="end"
      leavesKeysToScreen
      trigger={
        <Button variant="quiet" icon={<Repeat size={14} aria-hidden="true" />}>
          {label}
        </Button>
      }
    >
      <MenuChoice label="Loop" value={loop} options={loopChoices} onChange={(next) => onChange({ loop: next })} />
      <MenuCheckItem isChecked={isPingPong} onChange={(isOn) => onChange({ isPingPong: isOn })}>
        There and back (ping-pong)
      </MenuCheckItem>
      <MenuSeparator />
      <MenuItem icon={<ArrowRightFromLine size={14} />} detail="I" disabled={isDisabled} onSelect={() => player.dispatch({ type: 'set-in', step: player.state.step })}>
        Set the in point here
      </MenuItem>
      <MenuItem icon={<ArrowLeftToLine size={14} />} detail="O" disabled={isDisabled} onSelect={() => player.dispatch({ type: 'set-out', step: player.state.step })}>
        Set the out point here
      </MenuItem>
      <MenuItem
        icon={<X size={14} />}
        detail="X"
        disabled={isDisabled}
        onSelect={() => {
          player.dispatch({ type: 'set-in', step: null });
          player.dispatch({ type: 'set-out', step: null });
        }}
      >
        Clear both points
      </MenuItem>
    </Menu>
  );
}
