import { Failure } from '../failure.ts';
import { absolutePath, listFolder } from '../sources/local/list-folder.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function localHandlers({ local, jobs, chooseFiles, grants }: HandlerParts): Pick<Handlers, Extract<keyof Handlers, `local.${string}`>> {
  return {
    'local.add': ({ paths }) => {
      const full = paths.map(absolutePath);
      if (chooseFiles !== null) for (const path of full) grants.demand('open', path);
      return local.add(full);
    },
    'local.scan': ({ id, recording }) => ({ jobId: jobs.start((report, signal) => local.scan(id, recording, report, signal)) }),
    'local.read': ({ id }) => local.read(id),
    'local.correct': async ({ id, correction }) => {
      await local.correct(id, correction);
      return null;
    },
    'local.list': async () => ({ entries: await local.list() }),
    'local.forget': async ({ id }) => {
      await local.forget(id);
      return null;
    },
    'local.verify': ({ id }) => ({ jobId: jobs.start((report, signal) => local.verify(id, report, signal)) }),
    'local.choose': async (wanted) => {
      if (chooseFiles === null) throw new Failure('invalid-input', 'There is no dialog of the system here. Choose in the page.');
      const paths = await chooseFiles(wanted);
      if (wanted.what !== 'place') for (const path of paths) grants.grant(wanted.what === 'export' ? 'export' : 'open', path);
      return { paths };
    },
    'local.listFolder': ({ path, files }) => {
      // Where the system has a dialog, the page needs to know nothing of what else lies on the disk.
      if (chooseFiles !== null) throw new Failure('invalid-input', 'Folders are chosen in the system’s own dialog here.');
      return listFolder(path, files);
    },
  };
}
