import type { Sequence } from '../../../preload/contract/model.ts';
import { formatRoute } from '../../stores/route.ts';
import { formatCount } from '../components/format-text.ts';
import { GridCell, type GridColumn } from '../components/grid-cell.tsx';
import { SelectMark } from '../components/select-mark.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { Thumbnail } from '../components/thumbnail.tsx';
import { KeepControl } from '../offline/keep-control.tsx';
import styles from './sequence-cells.module.css';

/** The columns of the list of sequences, in the order of `SequenceCells`. */
export const sequenceColumns: readonly GridColumn[] = [
  { key: 'select', label: 'Selected', isLabelHidden: true },
  { key: 'image', label: 'Image', isLabelHidden: true, holds: 'picture' },
  { key: 'key', label: 'Key' },
  { key: 'status', label: 'Status', holds: 'badge' },
  { key: 'offline', label: 'Offline', holds: 'badge' },
  { key: 'frames', label: 'Frames', isNumeric: true },
  { key: 'views', label: 'Views' },
];

export interface SequenceCellsProps {
  owner: string;
  slug: string;
  sequence: Sequence;
  isSelected: boolean;
}

/** One row of the list of sequences. */
export function SequenceCells({ owner, slug, sequence, isSelected }: SequenceCellsProps) {
  const address = formatRoute({ screen: 'moment', owner, slug, sequenceUid: sequence.uid, frameIndex: 0 });
  const views = sequence.viewKeys.join(', ');
  return (
    <>
      <GridCell>
        <SelectMark label={`Select ${sequence.key}`} isSelected={isSelected} />
      </GridCell>
      <GridCell>
        <Thumbnail media={sequence.featuredImage} />
      </GridCell>
      <GridCell>
        <a href={address} tabIndex={-1} className={styles['key']} title={sequence.key}>
          {sequence.key}
        </a>
      </GridCell>
      <GridCell>
        <StatusBadge status={sequence.status} />
      </GridCell>
      <GridCell>
        <KeepControl isInRow dataset={{ owner, slug }} sequence={sequence} />
      </GridCell>
      <GridCell isNumeric>{sequence.frameCount === null ? '–' : formatCount(sequence.frameCount)}</GridCell>
      <GridCell>
        <span className={styles['views']} title={views}>
          {views === '' ? '–' : views}
        </span>
      </GridCell>
    </>
  );
}
