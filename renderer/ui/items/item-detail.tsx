import { MousePointerClick } from 'lucide-react';
import { useStore } from 'zustand';
import type { ShownItem } from '../../stores/items-store.ts';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { formatCount, formatMoment } from '../components/format-text.ts';
import { SavedNote } from '../components/saved-note.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { VisuallyHidden } from '../components/visually-hidden.tsx';
import styles from './item-detail.module.css';
import { ItemPreview } from './item-preview.tsx';

/** The selected item: its picture or point cloud, and everything that Avala says of it. */
export function ItemDetail() {
  const { items, session } = useStores();
  const { selected, selectedUid, select } = useStore(items);
  switch (selected.state) {
    case 'idle':
      return (
        <EmptyState icon={<MousePointerClick size={20} />} title="No item selected">
          <p>Choose one from the list to see it here.</p>
        </EmptyState>
      );
    case 'loading':
      return (
        <div className={styles['media']}>
          <VisuallyHidden>Loading the item</VisuallyHidden>
          <Skeleton shape="fill" />
        </div>
      );
    case 'failed':
      return (
        <ErrorState
          error={selected.error}
          onRetry={() => void select(selectedUid)}
          onSignIn={session.getState().openSignIn}
        />
      );
    default:
      return <LoadedItem item={selected.value} />;
  }
}

function LoadedItem({ item }: { item: ShownItem }) {
  const dataset = useStore(useStores().items, (state) => state.dataset);
  const facts = [
    ...item.metadata,
    { label: 'Annotations', value: item.annotationCount === null ? '–' : formatCount(item.annotationCount) },
    { label: 'Created', value: item.createdAt === null ? '–' : formatMoment(item.createdAt) },
    { label: 'Updated', value: item.updatedAt === null ? '–' : formatMoment(item.updatedAt) },
    { label: 'UID', value: item.uid },
  ];
  return (
    <>
      <div className={styles['media']}>
        <ItemPreview key={item.uid} item={item} />
      </div>
      <div className={styles['facts']}>
        <div className={styles['head']}>
          <h2 className={styles['title']}>{item.key}</h2>
          <StatusBadge status={item.status} />
        </div>
        <SavedNote asOfMs={item.asOfMs} />
        {dataset === null || item.relatedSequenceUid === null ? null : (
          <p className={styles['related']}>
            <a href={formatRoute({ screen: 'moment', ...dataset, sequenceUid: item.relatedSequenceUid, frameIndex: 0 })}>
              Open its sequence
            </a>
          </p>
        )}
        <dl>
          {facts.map(({ label, value }, index) => (
            <div key={`${index}-${label}`} className={styles['fact']}>
              <dt className={styles['label']}>{label}</dt>
              <dd className={styles['value']}>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
