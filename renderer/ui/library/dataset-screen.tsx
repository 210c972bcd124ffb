import { useEffect } from 'react';
import { isWithin, type DatasetTab, type Route } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Tabs } from '../components/tabs.tsx';
import { VisuallyHidden } from '../components/visually-hidden.tsx';
import { ItemsTab } from '../items/items-tab.tsx';
import { SequencesTab } from './sequences-tab.tsx';

/** One dataset: its sequences and its items. */
export function DatasetScreen({ route }: { route: Extract<Route, { screen: 'dataset' }> }) {
  const { about, route: routeStore, settings } = useStores();
  const { owner, slug, tab, itemUid } = route;
  const isSample = isWithin(route, about.sample);
  useEffect(() => {
    if (!isSample) void settings.getState().rememberDataset({ owner, slug });
  }, [settings, owner, slug, isSample]);
  return (
    <>
      <VisuallyHidden>
        <h1>
          Dataset {owner}/{slug}
        </h1>
      </VisuallyHidden>
      <Tabs<DatasetTab>
        label="Parts of the dataset"
        value={tab}
        onChange={(next) => routeStore.getState().replace({ ...route, tab: next, itemUid: null })}
        tabs={[
          { value: 'sequences', label: 'Sequences', content: <SequencesTab owner={owner} slug={slug} /> },
          { value: 'items', label: 'Items', content: <ItemsTab owner={owner} slug={slug} itemUid={itemUid} /> },
        ]}
      />
    </>
  );
}
