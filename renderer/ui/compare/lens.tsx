import { useImperativeHandle, useRef, type Ref } from 'react';
import styles from './lens.module.css';
import type { LensElements } from './magnifier-lens.ts';

/** The place of a `MagnifierLens`, which fills it and moves it without React. */
export function Lens({ ref, label }: { ref: Ref<LensElements>; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const values = useRef<HTMLSpanElement>(null);
  useImperativeHandle(ref, () => {
    if (element.current === null || slider.current === null || values.current === null) throw new Error('A lens was asked for before it was mounted');
    return { element: element.current, slider: slider.current, values: values.current };
  });
  return (
    <div ref={element} className={styles['lens']} hidden>
      <input ref={slider} type="range" aria-label={label} min={0} max={0} defaultValue={0} className={styles['slider']} />
      <span ref={values} className={styles['values']} />
    </div>
  );
}
