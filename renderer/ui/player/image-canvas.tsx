import { useEffect, useRef } from 'react';
import { useStores } from '../app/stores-context.tsx';
import { Lens } from '../compare/lens.tsx';
import type { LensElements } from '../compare/magnifier-lens.ts';
import { PicturePane } from '../compare/picture-pane.ts';
import { PictureTools } from '../compare/picture-tools.tsx';
import tools from '../compare/picture-tools.module.css';
import styles from './view-pane.module.css';
import type { ViewCanvasProps } from './view-pane.tsx';

/** A camera's canvas with its tools; its pane names it and says which frame it shows. */
export function ImageCanvas({ viewKey, attach }: Pick<ViewCanvasProps, 'viewKey' | 'attach'>) {
  const { viewing, settings } = useStores();
  const canvas = useRef<HTMLCanvasElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const zoom = useRef<HTMLSpanElement>(null);
  const caption = useRef<HTMLParagraphElement>(null);
  const lens = useRef<LensElements>(null);
  const pane = useRef<PicturePane>(null);
  useEffect(() => {
    if (canvas.current === null || readout.current === null || zoom.current === null || caption.current === null || lens.current === null) return undefined;
    const elements = { canvas: canvas.current, readout: readout.current, zoom: zoom.current, caption: caption.current, lens: lens.current };
    const opened = new PicturePane(elements, viewKey, viewing, settings);
    pane.current = opened;
    const detach = attach(opened.panel);
    return () => {
      detach();
      pane.current = null;
      opened.dispose();
    };
  }, [attach, viewKey, viewing, settings]);
  return (
    <>
      <canvas ref={canvas} className={styles['canvas']} />
      <PictureTools
        viewKey={viewKey}
        zoom={zoom}
        onFit={() => pane.current?.navigator.fit()}
        onActualSize={() => pane.current?.navigator.actualSize()}
      />
      <div className={tools['words']}>
        <p ref={caption} className={tools['caption']} />
        <output ref={readout} className={tools['readout']} aria-label={`Pixel of ${viewKey}`} aria-live="off" />
      </div>
      <Lens ref={lens} label={`Magnifier over ${viewKey}`} />
    </>
  );
}
