import type { Sequence } from '../../preload/contract/model.ts';
import type { KeepTarget } from './downloads-store.ts';
import type { DatasetName } from './settings-store.ts';

/** The longest name that a request to keep may carry. */
const maxLabelLength = 1_000;

/** Sequences of a dataset as what is to be kept offline: the views of any of them, the frames of the longest. */
export function keepTargetOf({ owner, slug }: DatasetName, sequences: readonly Sequence[]): Extract<KeepTarget, { kind: 'sequences' }> {
  return {
    kind: 'sequences',
    sequences: sequences.map(({ uid, key }) => ({ owner, slug, sequenceUid: uid, label: key.slice(0, maxLabelLength) })),
    ...choosable(sequences),
  };
}

/** All of a dataset; what there is to choose from is told by the sequences that are loaded. */
export function keepDatasetTarget({ owner, slug }: DatasetName, loaded: readonly Sequence[]): KeepTarget {
  return { kind: 'dataset', dataset: { owner, slug }, ...choosable(loaded) };
}

function choosable(sequences: readonly Sequence[]): Pick<KeepTarget, 'viewKeys' | 'frameCount'> {
  const counts = sequences.flatMap(({ frameCount }) => frameCount ?? []);
  return {
    viewKeys: [...new Set(sequences.flatMap(({ viewKeys }) => viewKeys))],
    frameCount: counts.length === 0 ? null : counts.reduce((most, count) => Math.max(most, count)),
  };
}
