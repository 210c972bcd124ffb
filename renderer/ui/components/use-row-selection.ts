import { useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { toggled, withRange } from './row-selection.ts';

/** Rows of a grid that are chosen to do something with all of them. */
export interface GridSelection {
  keys: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
}

/** How the keyboard and the pointer select; each returns whether the press or the click was for selecting. */
export interface SelectionInput {
  /** `active` is the row that the keyboard is on, `target` the one that the key moves to, if it moves. */
  onKey: (event: KeyboardEvent, active: number, target: number | null) => boolean;
  onClick: (event: MouseEvent, index: number) => boolean;
}

/**
 * Selects rows as file managers do: Space or a modified click for one, Shift for a range from the one selected last, Ctrl
 * and A for all, Escape for none.
 */
export function useRowSelection<Row>(rows: readonly Row[], rowKey: (row: Row) => string, selection: GridSelection | undefined): SelectionInput {
  const anchor = useRef(-1);
  const keyAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? null : rowKey(row);
  };
  const toggle = (index: number, { keys, onChange }: GridSelection) => {
    const key = keyAt(index);
    if (key === null) return;
    anchor.current = index;
    onChange(toggled(keys, key));
  };
  const extend = (from: number, to: number, { keys, onChange }: GridSelection) => onChange(withRange(keys, rows.map(rowKey), from, to));
  return {
    onKey: (event, active, target) => {
      if (selection === undefined || event.altKey) return false;
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'a') {
        selection.onChange(new Set(rows.map(rowKey)));
      } else if (isCommand) {
        return false;
      } else if (event.key === ' ' && active >= 0) {
        toggle(active, selection);
      } else if (event.key === 'Escape' && selection.keys.size > 0) {
        selection.onChange(new Set());
      } else if (event.shiftKey && target !== null && active >= 0) {
        extend(active, target, selection);
        anchor.current = target;
        // The grid still moves to the row.
        return false;
      } else {
        return false;
      }
      event.preventDefault();
      return true;
    },
    onClick: (event, index) => {
      if (selection === undefined || !(event.target instanceof Element)) return false;
      const isLink = event.target.closest('a') !== null;
      const isMark = event.target.closest('[data-selects]') !== null;
      // A click on the label comes again as one on the box in it.
      if (isMark && !(event.target instanceof HTMLInputElement)) return true;
      if (event.shiftKey && !isLink) extend(anchor.current < 0 ? index : anchor.current, index, selection);
      else if (isMark || ((event.ctrlKey || event.metaKey) && !isLink)) toggle(index, selection);
      else return false;
      if (event.shiftKey) anchor.current = index;
      // The box itself has changed already, as the browser does it.
      if (!isMark) event.preventDefault();
      return true;
    },
  };
}
