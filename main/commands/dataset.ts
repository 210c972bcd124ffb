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
        // The sample's owner is reserved: what Avala has under that name could not be opened.
        return dataset === null || dataset.owner === sampleTarget.owner ? [] : [dataset];
      });
      return { ...page, rows };
    },
  };
}
