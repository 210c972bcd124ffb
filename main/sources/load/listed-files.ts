import type { MediaKind } from '../../../preload/contract/model.ts';
import { kindBySuffix } from './media-suffix.ts';
import { compareNaturally } from './natural-order.ts';
import { placeByNumber } from './place-by-number.ts';

/** A file of a listing. */
export interface ListedFile {
  address: string;
  /** Decoded, from the listed folder on. */
  name: string;
}

/** Where a folder holds as many of one kind as of another: the small picture beside a video or a cloud is its preview. */
const precedence: readonly MediaKind[] = ['point-cloud', 'video', 'image', 'unknown'];

/**
 * Picks a view's frames from a folder's files: media by suffix, those nearest the folder itself (a `thumbnails/` below it
 * would double every frame), of the kind that most of them are, in natural order, with gaps kept where names are numbers.
 */
export function chooseFrames(
  files: readonly ListedFile[],
  frameCount: number | null,
): { kind: MediaKind; frames: (ListedFile | null)[]; left: number } | null {
  const unique = [...new Map(files.map((file) => [file.address, file])).values()];
  const media = unique.flatMap((file) => {
    const kind = kindBySuffix(file.address);
    return kind === null ? [] : [{ ...file, kind, depth: file.name.split('/').length }];
  });
  const depth = media.reduce((least, file) => Math.min(least, file.depth), Infinity);
  const nearest = media.filter((file) => file.depth === depth);
  const countOf = (kind: MediaKind) => nearest.filter((file) => file.kind === kind).length;
  const counts = precedence.map((kind) => ({ kind, count: countOf(kind) })).toSorted((a, b) => b.count - a.count);
  const kind = counts[0]?.kind;
  if (kind === undefined || nearest.length === 0) return null;

  const chosen = nearest.filter((file) => file.kind === kind).toSorted((a, b) => compareNaturally(a.name, b.name));
  const isOneSeries = new Set(chosen.map(({ name }) => name.replace(lastNumber, '#'))).size === 1;
  const placed = isOneSeries ? placeByNumber(chosen, ({ name }) => numberIn(name), frameCount) : null;
  return { kind, frames: placed ?? chosen, left: unique.length - chosen.length };
}

/** The last run of digits before the suffix: `cam1_000012.pcd.gz` → `000012`. */
const lastNumber = /\d+(?=\D*\.[A-Za-z0-9]+(?:\.gz)?$)/;

function numberIn(name: string): number | null {
  const digits = lastNumber.exec(name)?.[0];
  return digits === undefined ? null : Number(digits);
}
