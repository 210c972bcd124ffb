import { readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { playbackSettingsSchema, settingsSchema, type Settings } from '../../preload/contract/model.ts';
import { pointCloudSettingsSchema, usualPointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import { writePrivateFile } from '../write-private-file.ts';
import { migrateSettings, settingsVersion } from './migrate-settings.ts';

/** What a first start has. */
export const defaultSettings: Settings = {
  theme: 'system',
  worksOffline: false,
  recentDatasets: [],
  datasets: {},
  pointCloud: usualPointCloudSettings,
  playback: { budgetBytes: null, pacing: 'every-frame', loop: 'off', isPingPong: false, longSteps: 25, isZoomLinked: false },
  playRanges: {},
  syncModes: {},
  downloads: { concurrency: 6, maxBytesPerSecond: null },
  storage: { cacheBudgetBytes: null },
  paneSizes: {},
};

/** Any part may be missing, because the version that wrote the file did not know it yet. */
const fileSchema = z.object({
  version: z.literal(settingsVersion),
  settings: settingsSchema.partial().extend({ playback: playbackSettingsSchema.partial().optional(), pointCloud: pointCloudSettingsSchema.partial().optional() }),
});

/** Layout and preferences on disk. */
export interface SettingsFile {
  read(): Settings;
  /** Merges `change` at the top level and writes; resolves once it is on disk, perhaps together with later changes. */
  update(change: Partial<Settings>): Promise<Settings>;
}

/**
 * Opens the settings in a JSON file `{version, settings}`. A file that cannot be read as such is set aside as
 * `<name>.damaged` and the defaults are used: settings are never worth a start that fails.
 */
export function openSettingsFile(path: string, log: Logger): SettingsFile {
  let current = load(path, log);
  let lastWrite: Promise<void> = Promise.resolve();
  let nextWrite: Promise<void> | null = null;
  /** One write waits at most, and takes whatever has changed until it begins: a slider that is dragged makes few of them. */
  const writeSoon = (): Promise<void> => {
    nextWrite ??= lastWrite.then(() => {
      nextWrite = null;
      return writePrivateFile(path, `${JSON.stringify({ version: settingsVersion, settings: current }, null, 2)}\n`);
    });
    lastWrite = nextWrite.catch(() => undefined);
    return nextWrite;
  };
  return {
    read: () => current,
    async update(change) {
      current = { ...current, ...definedOnly(change) };
      try {
        await writeSoon();
      } catch (cause) {
        throw new Failure('storage', 'The settings could not be saved. They hold until you quit; check that the data folder can be written to.', { cause });
      }
      return current;
    },
  };
}

function load(path: string, log: Logger): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return defaultSettings;
  }
  try {
    const { playback, pointCloud, ...kept } = fileSchema.parse(migrateSettings(JSON.parse(text))).settings;
    // JSON knows no `undefined`: a setting is there or it is not.
    return {
      ...defaultSettings,
      ...definedOnly(kept),
      playback: Object.assign({ ...defaultSettings.playback }, playback),
      pointCloud: Object.assign({ ...defaultSettings.pointCloud }, pointCloud),
    };
  } catch (cause) {
    log.warn('The settings file is damaged; it was set aside and the defaults are used.', { cause });
    try {
      renameSync(path, `${path}.damaged`);
    } catch (renameCause) {
      log.warn('The damaged settings file could not be set aside.', { cause: renameCause });
    }
    return defaultSettings;
  }
}

/** Structured clone keeps `undefined` properties, JSON does not: neither may erase a setting. */
function definedOnly(settings: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
