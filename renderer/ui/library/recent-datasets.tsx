import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { IconButton } from '../components/icon-button.tsx';
import styles from './recent-datasets.module.css';

/** The datasets that were opened last, newest first; each can be taken off the list. */
export function RecentDatasets() {
  const { settings } = useStores();
  const recent = useStore(settings, (state) => state.settings.recentDatasets);
  const { forgetDataset } = settings.getState();
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title" className={styles['title']}>
        Recent
      </h2>
      {recent.length === 0 ? (
        <p className={styles['empty']}>Datasets that you open appear here.</p>
      ) : (
        <ul>
          {recent.map(({ owner, slug }) => (
            <li key={`${owner}/${slug}`} className={styles['entry']}>
              <a
                className={styles['link']}
                href={formatRoute({ screen: 'dataset', owner, slug, tab: 'sequences', itemUid: null })}
                title={`${owner}/${slug}`}
              >
                {owner}/{slug}
              </a>
              <IconButton
                size="small"
                label={`Take ${owner}/${slug} off the list`}
                icon={<X size={14} aria-hidden="true" />}
                onClick={() => void forgetDataset({ owner, slug })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
