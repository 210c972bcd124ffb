import { useEffect, useRef } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';

export interface LiveTextProps {
  player: Player<ViewFrame>;
  /** What to write; the element is hidden while it is empty. Give a stable function. */
  read: () => string;
  className: string | undefined;
  title?: string;
}

/** Words that may change with every frame, written past React. */
export function LiveText({ player, read, className, title }: LiveTextProps) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const follow = () => {
      if (element.current === null) return;
      const text = read();
      if (element.current.textContent !== text) element.current.textContent = text;
      element.current.hidden = text === '';
    };
    follow();
    return player.subscribe(follow);
  }, [player, read]);
  return <span ref={element} className={className} title={title} />;
}
