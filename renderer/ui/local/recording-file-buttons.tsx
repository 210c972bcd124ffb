import { FileOutput, ListChecks, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { localOwner } from '../../../preload/contract/local.ts';
import type { SequenceName } from '../../stores/recording-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { IconButton } from '../components/icon-button.tsx';

/** What can be done with a recording that is on this computer: correct how it was taken, verify it, export it. */
export function RecordingFileButtons({ sequence }: { sequence: SequenceName }) {
  const { local, export: exporter } = useStores();
  const entries = useStore(local, (state) => state.entries);
  const { loadEntries, correctOpen, verifyOpen } = local.getState();
  const { canExport, begin } = exporter.getState();
  const { owner, slug, sequenceUid } = sequence;
  const [isExportable, setIsExportable] = useState(false);
  const isLocal = owner === localOwner;
  useEffect(() => {
    let isHere = true;
    const ask = async () => {
      const can = await canExport({ owner, slug, sequenceUid });
      if (isHere) setIsExportable(can);
    };
    void ask();
    return () => {
      isHere = false;
    };
  }, [canExport, owner, slug, sequenceUid]);
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
