import { keepAll, type Download } from '../../preload/contract/downloads.ts';

/** A download as the privileged process describes one: of `acme/drive`, its sequence and label named after its id. */
export function makeDownload(id: string, parts: Partial<Download> = {}): Download {
  return {
    id,
    owner: 'acme',
    slug: 'drive',
    sequenceUid: `seq-${id}`,
    label: `label ${id}`,
    state: 'queued',
    choice: keepAll,
    files: { done: 0, total: 0 },
    frames: { done: 0, total: 0 },
    bytes: { done: 0, total: null },
    msLeft: null,
    failedFiles: 0,
    reason: null,
    keptAtMs: null,
    ...parts,
  };
}
