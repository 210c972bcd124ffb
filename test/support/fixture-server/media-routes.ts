import { crc32 } from 'node:zlib';
import { apacheIndex, nginxIndex, pythonIndex, s3Listing } from './listings.ts';
import type { MediaAddresses, Place } from './media-address.ts';
import type { FixtureDataset, FixtureFile, FixtureItem, FixtureSequence, FixtureView } from './recording.ts';
import { jsonReply, loginPage, ranged, textReply } from './reply.ts';
import type { AskedPart, Reply } from './reply.ts';
import { s3Error } from './s3-error.ts';
import { frameName } from './shapes.ts';
import type { Signer } from './signing.ts';

/** What the media host serves. */
export interface MediaContent {
  datasets: readonly FixtureDataset[];
  addresses: MediaAddresses;
  signer: Signer;
}

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** How many entries a page of `json-paged` holds. */
const jsonPageSize = 5;

async function fileReply(file: FixtureFile, part: AskedPart): Promise<Reply> {
  const body = await file.read();
  const headers = { 'Content-Type': types[file.suffix] ?? 'application/octet-stream', ETag: `"${crc32(body).toString(16)}"` };
  return ranged({ status: 200, headers, body, delivery: 'whole' }, part);
}

/** A view's files by name, in order; gaps and bare addresses left out. */
function filesOf(view: FixtureView): Map<string, FixtureFile> {
  const files = new Map<string, FixtureFile>();
  for (const [index, frame] of view.frames.entries()) {
    if (frame !== null && 'read' in frame) files.set(frameName(view.load, index, frame.suffix), frame);
  }
  return files;
}

/** The picture that `_featured`, `_media` or `_thumbnail` of a dataset names. */
function pictureOf(dataset: FixtureDataset, role: string, uid: string): FixtureFile | null {
  if (role === '_featured') return dataset.sequences.find(uid)?.featured ?? null;
  const item: FixtureItem | undefined = dataset.items.find(uid);
  return (role === '_media' ? item?.media : role === '_thumbnail' ? item?.thumbnail : null) ?? null;
}

/** When recordings begin, in seconds of Unix time. */
export const usualStartS = 1_790_000_000;

/** `list.json` in the view's shape. */
function manifestReply(content: MediaContent, url: URL, place: Place, sequence: FixtureSequence, view: FixtureView): Reply {
  const names = [...filesOf(view).keys()];
  const addresses = names.map((_, index) => content.addresses.frame(place, sequence, view, index));
  if (view.load === 'json-urls') return jsonReply(200, names.map((name) => `./${name}`));
  if (view.load === 'json-objects') {
    const frames = addresses.map((address, index) => ({ url: address, timestamp: view.timestampsS?.[index] ?? usualStartS + index / 10, index, key: String(index) }));
    return jsonReply(200, { frames });
  }
  const start = Number(url.searchParams.get('page') ?? '0') * jsonPageSize;
  const next = new URL(url);
  next.searchParams.set('page', String(start / jsonPageSize + 1));
  return jsonReply(200, {
    next: start + jsonPageSize < addresses.length ? next.href : null,
    results: addresses.slice(start, start + jsonPageSize).map((address) => ({ data_url: address })),
  });
}

/** What the folder itself answers. */
function folderReply(path: string, view: FixtureView): Reply {
  const names = [...filesOf(view).keys()];
  const html = 'text/html; charset=utf-8';
  if (view.load === 'directory-nginx') return textReply(200, html, nginxIndex(path, names));
  if (view.load === 'directory-apache') return textReply(200, html, apacheIndex(path, names));
  if (view.load === 'directory-python') return textReply(200, html, pythonIndex(path, names));
  if (view.load === 'login-page') return textReply(200, html, loginPage);
  if (view.load === 'well-known-manifest') return s3Error('absent');
  return s3Error('missing');
}

async function viewReply(content: MediaContent, url: URL, place: Place, sequence: FixtureSequence, view: FixtureView, name: string, part: AskedPart): Promise<Reply> {
  if (name === '') return folderReply(url.pathname, view);
  if (view.load === 'not-found' || view.load === 'login-page') return url.pathname.startsWith('/open/') ? s3Error('missing') : await namedFile();
  if (name === 'list.json' && view.load.startsWith('json-')) return manifestReply(content, url, place, sequence, view);
  if (name === 'manifest.json' && view.load === 'well-known-manifest') return jsonReply(200, { files: [...filesOf(view).keys()].map((path) => ({ path })) });
  return await namedFile();

  async function namedFile(): Promise<Reply> {
    const file = filesOf(view).get(name);
    return file === undefined ? s3Error('missing') : await fileReply(file, part);
  }
}

/** `/s3/OWNER/SLUG/UID/…`: a bucket that answers listings and objects. */
async function bucketReply(url: URL, bucket: string, sequence: FixtureSequence, key: string, part: AskedPart): Promise<Reply> {
  const prefix = url.searchParams.get('prefix') ?? key;
  const [viewKey, name] = prefix.split('/');
  const view = sequence.views.find((candidate) => candidate.key === viewKey);
  if (view === undefined) return s3Error('missing');
  const files = filesOf(view);
  if (name === '' || name === undefined) return textReply(200, 'application/xml', s3Listing(bucket, prefix, [...files.keys()], url.searchParams.get('continuation-token')));
  const file = files.get(name);
  return file === undefined ? s3Error('missing') : await fileReply(file, part);
}

/**
 * Answers the media host's paths: `/open/OWNER/SLUG/UID/VIEW/NAME`, the same below `/signed/` with a signature, and
 * `/s3/OWNER/SLUG/UID/VIEW/NAME`. GET and HEAD alike.
 */
export async function mediaReply(content: MediaContent, url: URL, part: AskedPart): Promise<Reply> {
  const [access, owner, slug, uid, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  if (access === 'signed') {
    const state = content.signer.check(url);
    if (state !== 'valid') return s3Error(state);
  } else if (access !== 'open' && access !== 's3') return s3Error('missing');

  const dataset = content.datasets.find((candidate) => candidate.owner === owner && candidate.slug === slug);
  if (dataset === undefined || uid === undefined) return s3Error('missing');
  const [first = '', name] = rest;
  if (uid.startsWith('_')) {
    const picture = pictureOf(dataset, uid, first.slice(0, first.lastIndexOf('.')));
    return picture === null ? s3Error('missing') : await fileReply(picture, part);
  }
  const sequence = dataset.sequences.find(uid);
  if (sequence === undefined) return s3Error('missing');
  if (access === 's3') return await bucketReply(url, uid, sequence, rest.join('/'), part);
  const view = sequence.views.find((candidate) => candidate.key === first);
  if (view === undefined || name === undefined || rest.length > 2) return s3Error('missing');
  return await viewReply(content, url, dataset, sequence, view, name, part);
}
