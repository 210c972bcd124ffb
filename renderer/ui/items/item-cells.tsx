import type { Item } from '../../../preload/contract/model.ts';
import { formatCount, formatMoment } from '../components/format-text.ts';
import { GridCell, type GridColumn } from '../components/grid-cell.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { Thumbnail } from '../components/thumbnail.tsx';
import styles from './item-cells.module.css';
import { summariseMetadata } from './summarise-metadata.ts';

/** The columns of the list of items, in the order of `ItemCells`. */
export const itemColumns: readonly GridColumn[] = [
  { key: 'image', label: 'Image', isLabelHidden: true, holds: 'picture' },
  { key: 'key', label: 'Key' },
  { key: 'status', label: 'Status', holds: 'badge' },
  { key: 'metadata', label: 'Metadata' },
  { key: 'annotations', label: 'Annotations', isNumeric: true },
  { key: 'created', label: 'Created' },
];

/** One row of the list of items. */
export function ItemCells({ item }: { item: Item }) {
  const metadata = summariseMetadata(item.metadata);
  return (
    <>
      <GridCell>
        <Thumbnail media={item.thumbnail} />
      </GridCell>
      <GridCell>
        <span className={styles['key']} title={item.key}>
          {item.key}
        </span>
      </GridCell>
      <GridCell>
        <StatusBadge status={item.status} />
      </GridCell>
      <GridCell>
        <span className={styles['metadata']} title={metadata}>
          {metadata === '' ? '–' : metadata}
        </span>
      </GridCell>
      <GridCell isNumeric>{item.annotationCount === null ? '–' : formatCount(item.annotationCount)}</GridCell>
      <GridCell>{item.createdAt === null ? '–' : formatMoment(item.createdAt)}</GridCell>
    </>
  );
}
