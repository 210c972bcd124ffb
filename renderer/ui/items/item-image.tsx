import { Maximize2, Minimize2 } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../components/class-names.ts';
import { ErrorState } from '../components/error-state.tsx';
import { IconButton } from '../components/icon-button.tsx';
import styles from './item-image.module.css';
import { PreviewLoading } from './preview-loading.tsx';

export interface ItemImageProps {
  source: string;
  label: string;
  onRetry: () => void;
}

/** A still picture, fitted to the pane or in its own pixels. */
export function ItemImage({ source, label, onRetry }: ItemImageProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [isFitted, setIsFitted] = useState(true);
  if (state === 'failed') {
    return (
      <ErrorState
        error={{ kind: 'damaged', message: 'The picture arrived, but it cannot be read. It may be cut short.' }}
        onRetry={onRetry}
      />
    );
  }
  return (
    <>
      <div className={classNames(styles['stage'], isFitted && styles['fitted'])}>
        <img
          src={source}
          alt={label}
          className={classNames(styles['picture'], state === 'shown' && styles['shown'])}
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      </div>
      {state === 'loading' ? <PreviewLoading /> : null}
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
