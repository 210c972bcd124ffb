import type { Target } from '../../preload/contract/model.ts';
import type { AvalaClient } from '../api/avala-client.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Connection } from '../connection/connection.ts';
import type { MediaRegistry } from '../media/registry.ts';
import type { DownloadQueue } from '../offline/download-queue.ts';
import type { SampleDrive } from '../sample/sample-drive.ts';
import type { ApiSession } from '../session/api-session.ts';
import type { ShellPort } from '../shell-port.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { KeepMedia } from '../sources/prewarm.ts';
import type { Recordings } from '../sources/recordings.ts';
import type { CurrentStore, WhileStopped } from '../store/current-store.ts';
import { appHandlers } from './app.ts';
import type { ChooseFiles } from '../choose-files.ts';
import type { Exporter } from '../sources/archive/exporter.ts';
import type { GrantedPaths } from '../granted-paths.ts';
import type { LocalRecordings } from '../sources/local/local-recordings.ts';
import { catalogHandlers } from './catalog.ts';
import { connectionHandlers } from './connection.ts';
import { datasetHandlers } from './dataset.ts';
import { downloadHandlers } from './download.ts';
import type { Handlers } from './handlers.ts';
import { exportHandlers } from './export.ts';
import { itemHandlers } from './item.ts';
import { jobHandlers } from './job.ts';
import type { Jobs } from './jobs.ts';
import { localHandlers } from './local.ts';
import { recordingHandlers } from './recording.ts';
import { sampleHandlers } from './sample.ts';
import { sequenceHandlers } from './sequence.ts';
import { sessionHandlers } from './session.ts';
import { settingsHandlers } from './settings.ts';
import { storageHandlers, type KeptSequencesPort } from './storage.ts';

/** What never changes while the app runs. */
export interface About {
  version: string;
  shell: 'electron' | 'host';
  apiOrigin: string;
  sample: Target;
}

/** What the use-cases work with. */
export interface HandlerParts {
  about: About;
  /** Where a page begins that has no address of its own. */
  target: () => Target | null;
  session: ApiSession;
  /** Once the key of an earlier start is taken up, where there is one: the system's key store may ask the person first. */
  isSessionRestored: Promise<void>;
  connection: Connection;
  catalog: Catalog;
  settings: SettingsFile;
  /** Avala's own service. */
  client: AvalaClient;
  /** The service that has an owner's datasets: Avala's, or the sample's. */
  clientFor: (owner: string) => AvalaClient;
  recordings: Recordings;
  local: LocalRecordings;
  exporter: Exporter;
  /** Null where the page lists folders itself. */
  chooseFiles: ChooseFiles | null;
  /** What a person chose or dropped; without a dialog of the system it is not asked. */
  grants: GrantedPaths;
  registry: MediaRegistry;
  store: CurrentStore;
  /** What the cache may take unless a setting says otherwise, in bytes. */
  startBudgetBytes: number;
  whileStoreStopped: WhileStopped;
  /** There is a store again, where there was none. */
  onStoreFound: () => void;
  keptSequences: KeptSequencesPort;
  showFolder: (folder: string) => Promise<void>;
  keepMedia: KeepMedia;
  queue: DownloadQueue;
  jobs: Jobs;
  sample: SampleDrive;
  shellPort: ShellPort | null;
}

/** All handlers, one file a noun. */
export function createHandlers(parts: HandlerParts): Handlers {
  return {
    ...appHandlers(parts),
    ...sessionHandlers(parts),
    ...connectionHandlers(parts),
    ...catalogHandlers(parts),
    ...settingsHandlers(parts),
    ...datasetHandlers(parts),
    ...sequenceHandlers(parts),
    ...itemHandlers(parts),
    ...recordingHandlers(parts),
    ...localHandlers(parts),
    ...exportHandlers(parts),
    ...downloadHandlers(parts),
    ...sampleHandlers(parts),
    ...storageHandlers(parts),
    ...jobHandlers(parts),
  };
}
