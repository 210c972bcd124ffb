import { Maximize2, Minimize2 } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ImageFrame } from '../../decode/decoded-frame.ts';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import styles from './item-image.module.css';

/** A still picture, fitted to the pane or in its own pixels. Whoever decoded `frame` closes it. */
export function ItemImage({ frame, label }: { frame: ImageFrame; label: string }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [isFitted, setIsFitted] = useState(true);
  useLayoutEffect(() => {
    canvasRef.current?.getContext('2d')?.drawImage(frame.image, 0, 0);
  }, [frame]);
  return (
    <>
      <figure aria-label={label} className={classNames(styles['stage'], isFitted && styles['fitted'])}>
        <canvas ref={canvasRef} width={frame.width} height={frame.height} className={styles['picture']} />
      </figure>
      <div className={styles['tools']}>
        <IconButton
          size="small"
          label={isFitted ? 'Show in its own pixels' : 'Fit into the pane'}
          icon={isFitted ? <Maximize2 size={14} aria-hidden="true" /> : <Minimize2 size={14} aria-hidden="true" />}
          onClick={() => setIsFitted(!isFitted)}
        />
      </div>
    </>
  );
}
