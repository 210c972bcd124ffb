import { Image, ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MediaRef } from '../../../preload/contract/model.ts';
import { mediaUrl } from '../../bridge/media-url.ts';
import { classNames } from './class-names.ts';
import styles from './thumbnail.module.css';

/** Rows that only fly past while scrolling ask for nothing. */
const restMs = 100;

/**
 * A small picture of a row, decorative because the row says its name: 64×36, the same size whether the picture is
 * there, on its way, missing or broken.
 */
export function Thumbnail({ media }: { media: MediaRef | null }) {
  const id = media?.state === 'available' ? media.id : null;
  const [hasRested, setHasRested] = useState(false);
  const [settled, setSettled] = useState<{ id: string; isShown: boolean } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setHasRested(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  const outcome = settled?.id === id ? settled : null;
  const isBroken = media?.state === 'unfetchable' || outcome?.isShown === false;
  return (
    <span className={styles['frame']} title={media?.state === 'unfetchable' ? media.reason : undefined}>
      {outcome?.isShown === true ? null : isBroken ? <ImageOff size={14} aria-hidden="true" /> : <Image size={14} aria-hidden="true" />}
      {id === null || !hasRested || isBroken ? null : (
        <img
          className={classNames(styles['picture'], outcome?.isShown === true && styles['shown'])}
          src={mediaUrl(id)}
          alt=""
          width={64}
          height={36}
          decoding="async"
          draggable={false}
          onLoad={() => setSettled({ id, isShown: true })}
          onError={() => setSettled({ id, isShown: false })}
        />
      )}
    </span>
  );
}
