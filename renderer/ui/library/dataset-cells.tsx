import type { Dataset } from '../../../preload/contract/model.ts';
import { formatCount, formatMoment } from '../components/format-text.ts';
import { GridCell, type GridColumn } from '../components/grid-cell.tsx';
import styles from './dataset-cells.module.css';

/** The columns of the list of datasets, in the order of `DatasetCells`. */
export const datasetColumns: readonly GridColumn[] = [
  { key: 'name', label: 'Name' },
  { key: 'address', label: 'Address' },
  { key: 'type', label: 'Type' },
  { key: 'items', label: 'Items', isNumeric: true },
  { key: 'updated', label: 'Updated' },
];

/** One row of the list of datasets. */
export function DatasetCells({ dataset: { name, owner, slug, dataType, itemCount, updatedAt } }: { dataset: Dataset }) {
  const address = `${owner}/${slug}`;
  return (
    <>
      <GridCell>
        <span className={styles['name']} title={name}>
          {name}
        </span>
      </GridCell>
      <GridCell>
        <span title={address}>{address}</span>
      </GridCell>
      <GridCell>{dataType ?? '–'}</GridCell>
      <GridCell isNumeric>{itemCount === null ? '–' : formatCount(itemCount)}</GridCell>
      <GridCell>{updatedAt === null ? '–' : formatMoment(updatedAt)}</GridCell>
    </>
  );
}
