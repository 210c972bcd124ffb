import type { CommandOutput } from '../../preload/contract/commands.ts';
import type { PageEntryId } from '../../preload/contract/page-entries.ts';
import type { Client } from '../bridge/client.ts';
import { createDecodePool } from '../decode/decode-pool.ts';
import { animationFrameTicker } from './animation-frame-ticker.ts';
import { chooseMenuCommand } from './choose-menu-command.ts';
import { createConnectionStore, type ConnectionStore } from './connection-store.ts';
import { createDatasetsStore, type DatasetsStore } from './datasets-store.ts';
import { createExportStore, type ExportStore } from './export-store.ts';
import { createEntries } from './entries/create-entries.ts';
import type { PressChord } from './entries/entry-behaviour.ts';
import { createFileChooserStore, type FileChooserStore } from './file-chooser-store.ts';
import { createDownloadsStore, type DownloadsStore } from './downloads-store.ts';
import { createItemsStore, type ItemsStore, type ReadMediaType } from './items-store.ts';
import { createKeptMedia, type KeptMedia } from './kept-media.ts';
import { createLibraryStore, type LibraryStore } from './library-store.ts';
import { createLocalStore, type LocalStore } from './local-store.ts';
import { nextSequence } from './next-sequence.ts';
import { createPlayerStore, type PlayerStore, type PlayerStorePorts } from './player-store.ts';
import { prewarmNext } from './prewarm.ts';
import { createRecordingStore, type RecordingStore } from './recording-store.ts';
import { rejoinJobs } from './rejoin-jobs.ts';
import { reportPage } from './report-page.ts';
import { createRouteStore, type Address, type RouteStore } from './route-store.ts';
import { routeOf } from './route.ts';
import { createSampleStore, type SampleStore } from './sample-store.ts';
import { createSceneStore, type SceneStore } from './scene-store.ts';
import { createSearchFields, type SearchFields } from './search-fields.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import { createSidecarsStore, type SidecarsStore } from './sidecars-store.ts';
import { probeBrowser } from './probe-browser.ts';
import { createSystemReportStore, type SystemReportStore } from './system-report-store.ts';
import { createStorageStore, type StorageStore } from './storage-store.ts';
import { createViewingStore, type ViewingStore } from './viewing-store.ts';

/** What the app is and where it talks to; never changes while it runs. */
export type About = Pick<CommandOutput<'app.start'>, 'version' | 'shell' | 'apiOrigin' | 'fileChoice' | 'sample'>;

/** All of the page's state. */
export interface Stores {
  about: About;
  session: SessionStore;
  connection: ConnectionStore;
  settings: SettingsStore;
  route: RouteStore;
  sample: SampleStore;
  datasets: DatasetsStore;
  library: LibraryStore;
  items: ItemsStore;
  downloads: DownloadsStore;
  storage: StorageStore;
  recording: RecordingStore;
  keptMedia: KeptMedia;
  player: PlayerStore;
  viewing: ViewingStore;
  scene: SceneStore;
  sidecars: SidecarsStore;
  systemReport: SystemReportStore;
  fileChooser: FileChooserStore;
  local: LocalStore;
  export: ExportStore;
  searchFields: SearchFields;
  /** Where a dropped file or folder lies; null in browsers, which never tell. */
  pathOfFile: ((file: File) => string) | null;
}

/** What the stores reach the rest of the world by. */
export interface StorePorts {
  client: Client;
  address: Address;
  readMediaType: ReadMediaType;
  pressKey: PressChord;
  pathOfFile: Stores['pathOfFile'];
}

/** Makes the stores from what `app.start` answered, and ties those together that must follow each other. */
export function createStores(start: CommandOutput<'app.start'>, { client, address, readMediaType, pressKey, pathOfFile }: StorePorts): Stores {
  const { version, shell, apiOrigin, fileChoice, sample, target } = start;
  const settings = createSettingsStore(client, start.settings);
  const recording = createRecordingStore(client);
  const library = createLibraryStore(client);
  const route = createRouteStore(address);
  const fileChooser = createFileChooserStore(client, fileChoice);
  const downloads = createDownloadsStore(client);
  const keptMedia = createKeptMedia(client, recording, downloads);
  const prewarm: PlayerStorePorts['prewarm'] = (player, open) => prewarmNext({ player, client, next: () => nextSequence(library, open) });
  const player = createPlayerStore({ recording, settings, keptMedia, prewarm, ticker: animationFrameTicker, createDecoder: createDecodePool });
  const stores: Stores = {
    about: { version, shell, apiOrigin, fileChoice, sample },
    session: createSessionStore(client, start.session),
    connection: createConnectionStore(client, start),
    settings,
    route,
    sample: createSampleStore(client),
    datasets: createDatasetsStore(client),
    library,
    items: createItemsStore(client, readMediaType),
    downloads,
    storage: createStorageStore(client),
    recording,
    keptMedia,
    player,
    viewing: createViewingStore(settings),
    scene: createSceneStore(),
    sidecars: createSidecarsStore(client, recording),
    systemReport: createSystemReportStore(client, probeBrowser),
    fileChooser,
    local: createLocalStore({ client, chooser: fileChooser, settings, route, player }),
    export: createExportStore(client, fileChooser),
    searchFields: createSearchFields(),
    pathOfFile,
  };
  void downloads.getState().read();
  void rejoinJobs(client, [stores.storage.getState().rejoin, downloads.getState().rejoin, stores.export.getState().rejoin]);
  // An address that says where to go wins over the command line: a reload must not jump back.
  if (target !== null && address.readHash() === '') stores.route.getState().replace(routeOf(target));
  const entries = createEntries(stores, pressKey);
  const choose = (id: PageEntryId) => {
    const entry = entries.get(id);
    // It may have been chosen for what was on screen a moment ago.
    if (entry?.canBeChosen() === true) entry.choose();
  };
  client.onEvent((event) => {
    if (event.type === 'catalog.renewed') refreshLists(stores, 'saved');
    if (event.type === 'target.opened') stores.route.getState().navigate(routeOf(event.target));
    if (event.type === 'entry.chosen') choose(event.entry);
    if (event.type === 'command.chosen') chooseMenuCommand(event.command, stores);
  });
  if (shell === 'electron') reportPage(client, stores, entries);
  stores.route.subscribe(({ route }, { route: before }) => {
    // Elsewhere its notice would speak of what is not there to be seen.
    if (route.screen !== before.screen) downloads.getState().dismissJustKept();
  });
  stores.connection.subscribe(({ connection }, { connection: before }) => {
    // Gone offline, what is on screen becomes a saved copy and says of when it is; back online, frames come that were not kept.
    if (connection.state === before.state) return;
    refreshLists(stores, 'all');
    if (connection.state === 'online') player.getState().playback?.player.dispatch({ type: 'retry' });
  });
  recording.subscribe(({ recording: opened }, { recording: before }) => {
    if (opened !== before && opened.state !== 'ready') stores.scene.getState().leaveRecording();
  });
  stores.session.subscribe(({ session }, { session: before }) => {
    if (session.state === before.state) return;
    // Rejected keys leave what is on screen readable; another key may not see the same things.
    if (session.state !== 'rejected') {
      stores.datasets.getState().clear();
      stores.library.getState().clear();
      stores.items.getState().clear();
    }
  });
  return stores;
}

/** Brings the lists up to date where they stand: recordings that are open go on with what they have. */
function refreshLists({ datasets, library, items }: Stores, which: 'all' | 'saved'): void {
  void datasets.getState().refresh(which);
  void library.getState().refresh(which);
  void items.getState().refresh(which);
}
