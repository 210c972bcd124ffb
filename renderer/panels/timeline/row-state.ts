/**
 * What the timeline shows of one frame of a view: `memory`: decoded; `disk`: read without the network; `away`: to be
 * fetched; `failed`: could not be read or decoded; `none`: the view has no frame there.
 */
export type RowState = 'memory' | 'disk' | 'away' | 'failed' | 'none';

/** Each state in words, for the preview. */
export const rowStateWords: Readonly<Record<RowState, string>> = {
  memory: 'in memory',
  disk: 'on disk',
  away: 'not loaded',
  failed: 'failed',
  none: 'no frame',
};
