import { fileName, lidarKey, mediaPath } from '../layout.ts';
import { sampleOrigin } from '../sample-target.ts';
import type { Truth, TruthFrame } from '../truth.ts';
import { json, notFound, text } from './answers.ts';
import { mediaUrl, sampleSequences } from './sequences.ts';
import type { SampleSequence } from './sequences.ts';

const pageSize = 30;
const keysPerListing = 50;

/**
 * What views' `load` addresses answer: a JSON list, a paged JSON list, an HTML index or an S3 listing. `load` is the path
 * below `/load/`, in segments.
 */
export function answerLoad(load: readonly string[], url: URL, truth: Truth): Response {
  const [form, ...rest] = load;
  if (form === 'index') return htmlIndex(rest, truth);
  if (form === 'bucket') return bucketListing(rest, url, truth);
  const sequence = sampleSequences.find(({ uid }) => uid === rest[0]);
  const viewKey = rest[1]?.replace(/\.json$/, '') ?? '';
  if (sequence === undefined || !sequence.viewKeys.includes(viewKey)) return notFound();
  const frames = truth.frames.slice(sequence.from, sequence.to);
  if (form === 'lists') return json(frames.map((frame) => mediaUrl(mediaPath(viewKey, frame.index))));
  return form === 'pages' ? jsonPage(sequence, viewKey, frames, url) : notFound();
}

/** Objects with relative addresses, and a `next` to follow. */
function jsonPage(sequence: SampleSequence, viewKey: string, frames: readonly TruthFrame[], url: URL): Response {
  const page = Number(url.searchParams.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1 || (page - 1) * pageSize >= frames.length) return notFound();
  const here = `${sampleOrigin}/load/pages/${sequence.uid}/${viewKey}/`;
  return json({
    next: page * pageSize < frames.length ? `${here}?page=${page + 1}` : null,
    frames: frames.slice((page - 1) * pageSize, page * pageSize).map((frame) => ({
      index: frame.index - sequence.from,
      timestamp: frame.timestampMs / 1_000,
      url: `/${mediaPath(viewKey, frame.index)}`,
    })),
  });
}

/** A folder as a plain web server shows it; its files are served below it too. */
function htmlIndex([viewKey, ...below]: readonly string[], truth: Truth): Response {
  if (viewKey === undefined || truth.frames[0]?.media[viewKey] === undefined || below.join('') !== '') return notFound();
  const links = truth.frames.map(({ index }) => fileName(viewKey, index)).map((name) => `<a href="${name}">${name}</a>`);
  const title = `Index of /load/index/${viewKey}/`;
  const page = ['<!doctype html>', `<title>${title}</title>`, `<h1>${title}</h1>`, '<pre><a href="../">../</a>', ...links, '</pre>'];
  return text(page.join('\n'), 'text/html; charset=utf-8');
}

/** `ListObjectsV2` (Amazon S3 API reference) of one view's files, in pages. */
function bucketListing([viewKey, ...below]: readonly string[], url: URL, truth: Truth): Response {
  if (viewKey !== lidarKey || below.join('') !== '') return notFound();
  const start = Number(url.searchParams.get('continuation-token') ?? 0);
  if (!Number.isInteger(start) || start < 0) return notFound();
  const prefix = `load/bucket/${viewKey}/`;
  const keys = truth.frames.map(({ index }) => prefix + fileName(viewKey, index));
  const isTruncated = start + keysPerListing < keys.length;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Prefix>${prefix}</Prefix>`,
    `<IsTruncated>${isTruncated}</IsTruncated>`,
    ...(isTruncated ? [`<NextContinuationToken>${start + keysPerListing}</NextContinuationToken>`] : []),
    ...keys.slice(start, start + keysPerListing).map((key) => `<Contents><Key>${key}</Key></Contents>`),
    '</ListBucketResult>',
  ];
  return text(xml.join('\n'), 'application/xml');
}
