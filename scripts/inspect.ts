import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { imageType, isVideo } from '../renderer/decode/image-type.ts';
import { formatBytes, mostBlockBytes, PointCloudError } from '../renderer/decode/point-cloud/point-cloud-error.ts';
import { readPointCloud } from '../renderer/decode/point-cloud/read-point-cloud.ts';
import { describeCloud } from './describe-cloud.ts';
import { formatSummary } from './format-summary.ts';

const usage = 'Use: npm run inspect -- FILE [--json] [--columns 4|5|6]';
const firstPoints = 5;

/** As the decode worker fetches it. */
const loadLazPerf = async () => new Uint8Array(await readFile(createRequire(import.meta.url).resolve('laz-perf/lib/worker/laz-perf.wasm')));

/** What is wrong with the call, or with the file. */
class InspectError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, columns: { type: 'string' } } });
    const columns = ([4, 5, 6] as const).find((count) => String(count) === values.columns);
    const [path] = positionals;
    if (path !== undefined && positionals.length === 1 && (columns === undefined) === (values.columns === undefined)) {
      return { path, columns, isJson: values.json };
    }
  } catch {
    // An option that there is not: told below, as any other misuse.
  }
  throw new InspectError(usage, 2);
}

function readBytes(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > mostBlockBytes) throw new InspectError(`${basename(path)} has ${formatBytes(size)}; files of up to ${formatBytes(mostBlockBytes)} can be read.`, 1);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (error instanceof InspectError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'it may not be read' : 'reading it failed';
    throw new InspectError(`${path} cannot be read: ${why}.`, 1);
  }
}

/** Messages for the app go on with what to do there; here the sentence that says what is wrong is enough. */
function firstSentence(message: string): string {
  return message.split(/(?<=\.)\s/, 1)[0] ?? message;
}

try {
  const { path, columns, isJson } = readOptions();
  const bytes = readBytes(path);
  const image = imageType(bytes);
  if (image !== null) throw new InspectError(`${basename(path)} is a picture (${image}), not a point cloud.`, 1);
  if (isVideo(bytes)) throw new InspectError(`${basename(path)} is a video, not a point cloud.`, 1);
  const cloud = await readPointCloud(bytes, { binColumns: columns, fileName: basename(path) }, loadLazPerf);
  const summary = describeCloud(cloud, firstPoints);
  console.log(isJson ? JSON.stringify(summary) : formatSummary(summary));
} catch (error) {
  if (error instanceof InspectError) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else if (error instanceof PointCloudError) {
    console.error(firstSentence(error.message));
    process.exitCode = 1;
  } else if (error instanceof RangeError) {
    console.error('There is not enough memory to read this file.');
    process.exitCode = 1;
  } else throw error;
}
