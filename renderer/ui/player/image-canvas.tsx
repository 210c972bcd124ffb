import { useEffect, useRef } from 'react';
import { ImagePanel } from '../../panels/image/image-panel.ts';
import styles from './view-pane.module.css';
import type { ViewCanvasProps } from './view-pane.tsx';

/** A camera's canvas; its pane names it and says which frame it shows. */
export function ImageCanvas({ attach }: Pick<ViewCanvasProps, 'attach'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const panel = new ImagePanel(canvas.current);
    const detach = attach(panel);
    return () => {
      detach();
      panel.dispose();
    };
  }, [attach]);
  return <canvas ref={canvas} className={styles['canvas']} />;
}
