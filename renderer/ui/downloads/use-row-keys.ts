import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Listens to keys wherever in a row the focus is; `keys` is by `Delete`, `Alt+ArrowUp` and so on. */
export function useRowKeys(keys: Readonly<Record<string, () => void>>): RefObject<HTMLFieldSetElement | null> {
  const row = useRef<HTMLFieldSetElement>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const act = keys[(event.altKey ? 'Alt+' : '') + event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const element = row.current;
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);
  return row;
}
