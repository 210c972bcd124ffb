import { Scan, Search } from 'lucide-react';
import type { Ref } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { AdjustPopover } from './adjust-popover.tsx';
import styles from './picture-tools.module.css';

export interface PictureToolsProps {
  viewKey: string;
  /** Where the magnification is written. */
  zoom: Ref<HTMLSpanElement>;
  onFit: () => void;
  onActualSize: () => void;
}

const iconSize = 14;

/** How much of a picture is shown, and how it is adjusted. */
export function PictureTools({ viewKey, zoom, onFit, onActualSize }: PictureToolsProps) {
  const { viewing } = useStores();
  const isAdjusted = useStore(viewing, (state) => state.adjustments[viewKey] !== undefined);
  const isMagnifying = useStore(viewing, (state) => state.isMagnifying);
  return (
    <fieldset className={styles['tools']} aria-label={`Picture of ${viewKey}`} data-adjusted={isAdjusted || undefined}>
      <span ref={zoom} className={styles['zoom']} />
      <IconButton size="small" label={`Fit ${viewKey}`} shortcut="0" icon={<Scan size={iconSize} />} onClick={onFit} />
      <IconButton
        size="small"
        label={`Show ${viewKey} at 1:1`}
        shortcut="1"
        icon={<span className={styles['ratio']}>1:1</span>}
        onClick={onActualSize}
      />
      <IconButton
        size="small"
        label={`Magnify under the cursor in ${viewKey}`}
        shortcut="M"
        icon={<Search size={iconSize} />}
        isPressed={isMagnifying}
        onClick={viewing.getState().toggleMagnifier}
      />
      <AdjustPopover viewKey={viewKey} isAdjusted={isAdjusted} of={`pane ${viewKey}`} />
    </fieldset>
  );
}
