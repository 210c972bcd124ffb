import { HardDriveDownload } from 'lucide-react';
import { useStore } from 'zustand';
import type { Sequence } from '../../../preload/contract/model.ts';
import { keepDatasetTarget } from '../../stores/keep-target.ts';
import type { DatasetName } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCount } from '../components/format-text.ts';

/** Keeps a whole dataset; asks first, because it may be more than the disk holds. While its sequences are read, stops that. */
export function KeepDatasetButton({ dataset, sequences }: { dataset: DatasetName; sequences: readonly Sequence[] }) {
  const { downloads } = useStores();
  const { datasetRun, ask, cancelDatasetRun } = useStore(downloads);
  if (datasetRun === null) {
    return (
      <Button icon={<HardDriveDownload size={14} aria-hidden="true" />} disabled={sequences.length === 0} onClick={() => ask(keepDatasetTarget(dataset, sequences))}>
        Keep dataset offline…
      </Button>
    );
  }
  const isOwn = datasetRun.dataset.owner === dataset.owner && datasetRun.dataset.slug === dataset.slug;
  return isOwn ? (
    <Button onClick={cancelDatasetRun} title={datasetRun.label}>
      Stop adding ({formatCount(datasetRun.done)} so far)
    </Button>
  ) : (
    <Button disabled focusableWhenDisabled title={`${datasetRun.dataset.owner}/${datasetRun.dataset.slug} is being added first.`}>
      Keep dataset offline…
    </Button>
  );
}
