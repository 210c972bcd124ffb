import { renewItem } from '../sources/renew-item.ts';
import { toItem } from '../sources/to-item.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function itemHandlers({ clientFor, registry }: HandlerParts): Pick<Handlers, 'item.list' | 'item.get'> {
  return {
    async 'item.list'({ owner, slug, ...query }, signal) {
      const client = clientFor(owner);
      const dataset = { owner, slug };
      const page = await client.listItems(dataset, query, signal);
      const rows = page.rows.map((row) => toItem(row, registry, renewItem(client, dataset, row.uid)));
      return { ...page, rows };
    },
    async 'item.get'({ owner, slug, itemUid }, signal) {
      const client = clientFor(owner);
      const dataset = { owner, slug };
      const { value, ...age } = await client.getItem(dataset, itemUid, signal);
      return { ...toItem(value, registry, renewItem(client, dataset, itemUid)), ...age };
    },
  };
}
