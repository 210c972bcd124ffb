import { Failure } from '../../main/failure.ts';
import { createLogger } from '../../main/log/logger.ts';
import { writeArchive } from '../../main/sources/archive/write-archive.ts';
import { createLocalEntries } from '../../main/sources/local/local-entries.ts';
import { exportableOf, LocalRecordings } from '../../main/sources/local/local-recordings.ts';

/** Exports a folder into a file, as a process of its own that can be given limits: `node export-folder.ts DATA_FOLDER FOLDER FILE`. */
const [dataFolder = '', folder = '', path = ''] = process.argv.slice(2);
const signal = new AbortController().signal;
const local = new LocalRecordings(createLocalEntries(dataFolder, createLogger(() => undefined)));
const { id } = await local.add([folder]);
try {
  await writeArchive(exportableOf(await local.source(id, signal)), { path, isReplacing: false, signal, onProgress: () => undefined });
  process.stdout.write('exported');
} catch (error) {
  process.stdout.write(error instanceof Failure ? `${error.kind}: ${error.message}` : String(error));
}
