import { basename } from 'node:path';
import { exportName, notExportable } from '../sources/archive/exporter.ts';
import { isTaken, writeArchive } from '../sources/archive/write-archive.ts';
import { absolutePath } from '../sources/local/list-folder.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function exportHandlers({ exporter, jobs, chooseFiles, grants }: HandlerParts): Pick<Handlers, 'recording.exportName' | 'recording.export'> {
  return {
    async 'recording.exportName'(sequence, signal) {
      const found = await exporter.find(sequence, signal);
      if (found === null) throw notExportable();
      return { suggestedName: exportName(found.label) };
    },
    async 'recording.export'({ path, isReplacing, ...sequence }, signal) {
      const full = absolutePath(path);
      if (chooseFiles !== null) grants.demand('export', full);
      if (!isReplacing && (await isTaken(full))) return { state: 'exists' };
      const found = await exporter.find(sequence, signal);
      if (found === null) throw notExportable();
      const jobId = jobs.start((report, jobSignal) => writeArchive(found, { path: full, isReplacing, signal: jobSignal, onProgress: report }), { kind: 'export', name: basename(full) });
      return { state: 'started', jobId };
    },
  };
}
