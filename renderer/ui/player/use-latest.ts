import { useEffect, useRef, type RefObject } from 'react';

/** The value of the last render, for callbacks of things that live longer than a render. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
