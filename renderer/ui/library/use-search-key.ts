import { useEffect, useRef, type RefObject } from 'react';
import { useStores } from '../app/stores-context.tsx';

/** Puts the focus into a search field when `/` is typed anywhere but in another field. */
export function useSearchKey(): RefObject<HTMLInputElement | null> {
  const ref = useRef<HTMLInputElement>(null);
  const { searchFields } = useStores();
  useEffect(() => {
    const { add, remove } = searchFields.getState();
    add();
    return remove;
  }, [searchFields]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable], [role=dialog], [role=menu]') !== null;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      ref.current?.focus();
      ref.current?.select();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return ref;
}
