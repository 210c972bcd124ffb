import { useEffect, useState } from 'react';

/** Often enough to follow a drive by eye, seldom enough for React. */
const intervalMs = 400;

/**
 * What `read` says now and after each call of the listener that `subscribe` takes, at most a few times a second: for
 * figures of a picture that may change with every frame. Give stable functions.
 */
export function useReading<Value>(subscribe: (listener: () => void) => () => void, read: () => Value): Value {
  const [value, setValue] = useState(read);
  useEffect(() => {
    let timer: number | null = null;
    let isDue = false;
    const take = () => {
      setValue(read());
      timer = window.setTimeout(() => {
        timer = null;
        if (!isDue) return;
        isDue = false;
        take();
      }, intervalMs);
    };
    const stop = subscribe(() => {
      if (timer === null) take();
      else isDue = true;
    });
    return () => {
      stop();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [subscribe, read]);
  return value;
}
