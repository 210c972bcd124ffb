import { createStore } from 'zustand/vanilla';
import { defaultSettings } from '../../main/settings/settings-file.ts';
import type { MediaKind } from '../../preload/contract/model.ts';
import { createClient, type Client } from '../../renderer/bridge/client.ts';
import { createDownloadsStore } from '../../renderer/stores/downloads-store.ts';
import type { EntryStores } from '../../renderer/stores/entries/create-entries.ts';
import { createExportStore } from '../../renderer/stores/export-store.ts';
import { createFileChooserStore } from '../../renderer/stores/file-chooser-store.ts';
import type { Playback } from '../../renderer/stores/playback.ts';
import type { PlayerStoreState } from '../../renderer/stores/player-store.ts';
import { createRecordingStore, type OpenedView } from '../../renderer/stores/recording-store.ts';
import { createRouteStore } from '../../renderer/stores/route-store.ts';
import { createSceneStore } from '../../renderer/stores/scene-store.ts';
import { createSearchFields } from '../../renderer/stores/search-fields.ts';
import { createSettingsStore } from '../../renderer/stores/settings-store.ts';
import { createViewingStore } from '../../renderer/stores/viewing-store.ts';
import { resolved, setUp, track } from '../unit/renderer/playback/player-setup.ts';
import { FakeBridge } from './fake-bridge.ts';

const nothing = () => undefined;

/** A view of twenty frames, as the recording store has it. */
export function openedView(key: string, kind: MediaKind): OpenedView {
  const frame = { media: { state: 'available' as const, id: `${key}-0` } };
  return { state: 'resolved', key, kind, frames: Array.from({ length: 20 }, () => frame), evidence: [] } as unknown as OpenedView;
}

export interface EntrySetUp {
  stores: EntryStores;
  bridge: FakeBridge;
  client: Client;
  /** Opens a recording of these views with a player over it; returns that, with what drives it. */
  open: (views: readonly OpenedView[]) => Promise<ReturnType<typeof setUp>>;
}

/** The stores of a page that menus are about, at an address, over a bridge that answers nothing by itself. */
export function setUpEntryStores(hash = '#/acme/drive/seq_1?frame=0'): EntrySetUp {
  const bridge = new FakeBridge();
  const client = createClient(bridge);
  const settings = createSettingsStore(client, defaultSettings);
  const recording = createRecordingStore(client);
  const player = createStore<PlayerStoreState>(() => ({ playback: null, open: nothing, reopen: nothing, changeDatasetSettings: () => Promise.resolve(), close: nothing }));
  const stores: EntryStores = {
    settings,
    recording,
    player,
    viewing: createViewingStore(settings),
    scene: createSceneStore(),
    route: createRouteStore({ readHash: () => hash, push: nothing, replace: nothing, onChange: () => nothing }),
    downloads: createDownloadsStore(client),
    export: createExportStore(client, createFileChooserStore(client, 'system')),
    searchFields: createSearchFields(),
  };
  return {
    stores,
    bridge,
    client,
    open: async (views) => {
      const driven = setUp({ viewKeys: views.map(({ key }) => key) });
      driven.player.setViews(resolved(...views.map(({ key }) => track(key, 20))));
      driven.ticker.advance(16);
      await driven.loader.arriveAll();
      recording.setState({ views: [...views] });
      player.setState({ playback: { player: driven.player, dispose: nothing } as unknown as Playback });
      return driven;
    },
  };
}
