import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { FetchPort } from '../fetch-port.ts';
import { truthPath } from './layout.ts';
import { readMarker, versionFolder } from './marker.ts';
import type { Marker } from './marker.ts';
import { sampleOrigin } from './sample-target.ts';
import { headOf, json, notFound } from './server/answers.ts';
import { answerApi } from './server/api-answer.ts';
import { answerLoad } from './server/load-answers.ts';
import { answerMedia } from './server/media-answer.ts';
import { truthSchema } from './truth.ts';
import type { Truth } from './truth.ts';

interface BuiltSample {
  readonly marker: Marker;
  readonly truth: Truth;
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * An Avala service for the prepared sample in `folder` (avala-api: Endpoints), without sockets: hand it to an
 * `AvalaClient` and to the media fetch in place of the network's. Any key is accepted. Answers 404 for what it does not
 * have and 405 for what is not GET or HEAD; rejects with a `Failure` (`storage`) when the sample is not there.
 */
export function createSampleServer({ folder }: { readonly folder: string }): FetchPort {
  let reading: Promise<BuiltSample> | null = null;
  const readSample = (): Promise<BuiltSample> => {
    reading ??= readBuilt(folder).catch((thrown: unknown) => {
      reading = null;
      throw thrown;
    });
    return reading;
  };
  return async (address, init = {}) => {
    init.signal?.throwIfAborted();
    const method = (init.method ?? 'GET').toUpperCase();
    if (method !== 'GET' && method !== 'HEAD') return json({ detail: `Method "${method}" not allowed.` }, 405);
    const url = new URL(address);
    if (url.origin !== sampleOrigin) throw new TypeError('The sample answers for its own origin only.');
    const answer = route(url, new Headers(init.headers), await readSample(), folder);
    return method === 'HEAD' ? headOf(answer) : answer;
  };
}

function route(url: URL, headers: Headers, sample: BuiltSample, folder: string): Response {
  const segments = url.pathname.split('/').slice(1);
  if (segments[0] === 'api' && segments[1] === 'v1') return answerApi(segments.slice(2), url, sample.truth);
  const path = mediaPathOf(segments);
  const size = path.startsWith('media/') ? sample.sizes.get(path) : undefined;
  if (size !== undefined) {
    const type = path.endsWith('.jpg') ? 'image/jpeg' : 'application/octet-stream';
    // The content never changes without the whole sample's hash changing.
    const etag = `"${sample.marker.contentHash.slice(0, 16)}-${size}-${path.replaceAll('/', '-')}"`;
    return answerMedia({ path: join(versionFolder(folder), ...path.split('/')), size, etag, type }, headers);
  }
  return segments[0] === 'load' ? answerLoad(segments.slice(1), url, sample.truth) : notFound();
}

/** Files below the HTML index and the bucket are the media themselves. Only a path that the marker lists leads to a file. */
function mediaPathOf(segments: readonly string[]): string {
  const [first, second, ...rest] = segments;
  const isAlias = first === 'load' && (second === 'index' || second === 'bucket');
  return (isAlias ? ['media', ...rest] : segments).join('/');
}

async function readBuilt(folder: string): Promise<BuiltSample> {
  const versioned = versionFolder(folder);
  const marker = await readMarker(versioned);
  if (marker === null) throw new Failure('storage', 'The sample is not prepared, or some of its files were removed. Open it again to rebuild it.');
  const truth = truthSchema.parse(JSON.parse(await readFile(join(versioned, truthPath), 'utf8')));
  return { marker, truth, sizes: new Map(marker.files.map(({ path, size }) => [path, size])) };
}
