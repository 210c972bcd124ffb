import type { RefObject } from 'react';
import styles from './overlay-layer.module.css';

/** The place over a picture that a `PictureOverlay` fills. All of it repeats what is said in words elsewhere. */
export function OverlayLayer({ host, mark }: { host: RefObject<HTMLDivElement | null>; mark: RefObject<HTMLSpanElement | null> }) {
  return (
    <div ref={host} className={styles['layer']} aria-hidden="true">
      <span ref={mark} className={styles['mark']} data-mark hidden />
    </div>
  );
}
