import type { Storage } from '../../../preload/contract/storage.ts';

type StoredDataset = Storage['datasets'][number];
type StoredSequence = StoredDataset['sequences'][number];

/** A row of the screen of storage. */
export type StorageRow =
  | { kind: 'dataset'; id: string; dataset: StoredDataset; isOpen: boolean }
  | { kind: 'sequence'; id: string; owner: string; slug: string; sequence: StoredSequence; /** Of the largest one's bytes, 0 to 1. */ share: number };

/** Datasets with their sequences, each largest first; those of closed datasets are left out. */
export function storageRows(datasets: Storage['datasets'], closed: ReadonlySet<string>): readonly StorageRow[] {
  const largest = datasets.flatMap(({ sequences }) => sequences).reduce((most, { bytes }) => Math.max(most, bytes), 1);
  return datasets
    .toSorted((one, other) => other.bytes - one.bytes)
    .flatMap((dataset): StorageRow[] => {
      const { owner, slug, sequences } = dataset;
      const id = `${owner}/${slug}`;
      const isOpen = !closed.has(id);
      const rows = isOpen ? sequences.toSorted((one, other) => other.bytes - one.bytes) : [];
      return [{ kind: 'dataset', id, dataset, isOpen }, ...rows.map((sequence) => ({ kind: 'sequence' as const, id: sequence.downloadId, owner, slug, sequence, share: sequence.bytes / largest }))];
    });
}
