import { localOwner } from '../../preload/contract/local.ts';
import { toDataset } from '../sources/to-dataset.ts';
import { sampleTarget } from '../sample/sample-target.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function datasetHandlers({ client }: HandlerParts): Pick<Handlers, 'dataset.list'> {
  return {
    async 'dataset.list'(query, signal) {
      const page = await client.listDatasets(query, signal);
      const rows = page.rows.flatMap((row) => {
        const dataset = toDataset(row);
        // Reserved owners: what Avala has under their names could not be opened.
        return dataset === null || dataset.owner === sampleTarget.owner || dataset.owner === localOwner ? [] : [dataset];
      });
      return { ...page, rows };
    },
  };
}
