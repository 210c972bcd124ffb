import { FileOutput, ListChecks, ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { localOwner } from '../../../preload/contract/local.ts';
import { downloadKey } from '../../stores/downloads-store.ts';
import type { SequenceName } from '../../stores/recording-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { IconButton } from '../components/icon-button.tsx';

/** What can be done with a recording that is on this computer: correct how it was taken, verify it, export it. */
export function RecordingFileButtons({ sequence }: { sequence: SequenceName }) {
  const { local, downloads, export: exporter } = useStores();
  const entries = useStore(local, (state) => state.entries);
  const { loadEntries, correctOpen, verifyOpen } = local.getState();
  const { begin } = exporter.getState();
  const { owner, slug, sequenceUid } = sequence;
  const isLocal = owner === localOwner;
  // Of what is being kept, the frames that are on disk can be exported as soon as it is known what there is.
  const kept = useStore(downloads, (state) => state.bySequence.get(downloadKey(sequence))?.state);
  const isExportable = isLocal || (kept !== undefined && kept !== 'queued' && kept !== 'resolving');
  useEffect(() => {
    if (isLocal) void loadEntries();
  }, [isLocal, loadEntries]);
  const kind = isLocal && entries.state === 'ready' ? entries.value.find(({ id }) => id === slug)?.kind : undefined;
  return (
    <>
      {kind === 'folder' ? <IconButton label="Views of the folder" size="small" icon={<ListChecks size={14} />} onClick={() => void correctOpen()} /> : null}
      {kind === 'file' ? <IconButton label="Verify the file" size="small" icon={<ShieldCheck size={14} />} onClick={verifyOpen} /> : null}
      {isExportable ? <IconButton label="Export the recording" size="small" icon={<FileOutput size={14} />} onClick={() => void begin({ owner, slug, sequenceUid })} /> : null}
    </>
  );
}
