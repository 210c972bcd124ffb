import { useStore } from 'zustand';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { formatCount } from '../components/format-text.ts';
import { hasAny } from './describe-download.ts';
import { OfflineBadge } from './offline-badge.tsx';
import styles from './on-this-computer.module.css';

/** More than these are on the screen of downloads. */
const mostShown = 8;

/** The sequences that can be opened without the service; nothing at all when there are none. */
export function OnThisComputer({ titleClassName }: { titleClassName?: string | undefined }) {
  const all = useStore(useStores().downloads, (state) => state.downloads);
  const kept = all.filter(hasAny).toSorted((one, other) => (other.keptAtMs ?? 0) - (one.keptAtMs ?? 0));
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="on-this-computer-title" className={styles['part']}>
      <h2 id="on-this-computer-title" className={titleClassName}>
        On this computer
      </h2>
      <ul className={styles['list']}>
        {kept.slice(0, mostShown).map((download) => {
          const { id, owner, slug, sequenceUid, label } = download;
          return (
            <li key={id} className={styles['entry']}>
              <a className={styles['link']} href={formatRoute({ screen: 'moment', owner, slug, sequenceUid, frameIndex: 0 })} title={`${label} (${owner}/${slug})`}>
                <span className={styles['label']}>{label}</span>
                <span className={styles['dataset']}>
                  {owner}/{slug}
                </span>
              </a>
              <OfflineBadge download={download} />
            </li>
          );
        })}
      </ul>
      <a className={styles['more']} href={formatRoute({ screen: 'downloads' })}>
        {kept.length > mostShown ? `All ${formatCount(kept.length)} and what is on its way` : 'Downloads and storage'}
      </a>
    </section>
  );
}
