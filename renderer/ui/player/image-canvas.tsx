import { useEffect, useRef, type RefObject } from 'react';
import { useStores } from '../app/stores-context.tsx';
import { useCalibratedViews } from '../calibration/calibration-context.tsx';
import { OverlayLayer } from '../calibration/overlay-layer.tsx';
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
  const host = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const problem = useRef<HTMLParagraphElement>(null);
  const point = useRef<HTMLOutputElement>(null);
  const calibrated = useCalibratedViews();
  const pane = useRef<PicturePane>(null);
  useEffect(() => {
    const elements = {
      canvas: mounted(canvas),
      readout: mounted(readout),
      zoom: mounted(zoom),
      caption: mounted(caption),
      lens: mounted(lens),
      overlay: { host: mounted(host), mark: mounted(mark), problem: mounted(problem), readout: mounted(point) },
    };
    const opened = new PicturePane(elements, viewKey, viewing, settings);
    opened.setCalibration(calibrated);
    pane.current = opened;
    const detach = attach(opened.panel);
    return () => {
      detach();
      pane.current = null;
      opened.dispose();
    };
  }, [attach, viewKey, viewing, settings, calibrated]);
  return (
    <>
      <canvas ref={canvas} className={styles['canvas']} />
      <OverlayLayer host={host} mark={mark} />
      <PictureTools
        viewKey={viewKey}
        zoom={zoom}
        onFit={() => pane.current?.navigator.fit()}
        onActualSize={() => pane.current?.navigator.actualSize()}
      />
      <div className={tools['words']}>
        <p ref={problem} className={tools['caption']} />
        <p ref={caption} className={tools['caption']} />
        <output ref={point} className={tools['readout']} aria-label={`Point in ${viewKey}`} aria-live="off" />
        <output ref={readout} className={tools['readout']} aria-label={`Pixel of ${viewKey}`} aria-live="off" />
      </div>
      <Lens ref={lens} label={`Magnifier over ${viewKey}`} />
    </>
  );
}

function mounted<Part>({ current }: RefObject<Part | null>): Part {
  if (current === null) throw new Error('A pane was opened before it was mounted');
  return current;
}
