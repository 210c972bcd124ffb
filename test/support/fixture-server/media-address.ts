import type { FixtureFile, FixtureFrame, FixtureSequence, FixtureView } from './recording.ts';
import { frameName } from './shapes.ts';
import type { Signer } from './signing.ts';

/** The dataset that a file belongs to, as its address names it. */
export interface Place {
  owner: string;
  slug: string;
}

const segments = (...parts: string[]) => parts.map((part) => encodeURIComponent(part)).join('/');

/** Gives the addresses of the media host: unsigned below `/open/`, signed below `/signed/`. */
export class MediaAddresses {
  private readonly base: string;
  private readonly signer: Signer;

  constructor(base: string, signer: Signer) {
    this.base = base;
    this.signer = signer;
  }

  /** A view's folder, ending in `/`. */
  folder(access: 'open' | 'signed', place: Place, sequence: FixtureSequence, view: FixtureView): string {
    return `${this.base}/${access}/${segments(place.owner, place.slug, sequence.uid, view.key)}/`;
  }

  /** A frame's signed address, another one at every call; null where there is no file. */
  frame(place: Place, sequence: FixtureSequence, view: FixtureView, index: number): string | null {
    const frame = view.frames[index] ?? null;
    if (frame === null) return null;
    if ('address' in frame) return frame.address;
    return this.signer.sign(this.folder('signed', place, sequence, view) + frameName(view.load, index, frame.suffix));
  }

  /** A picture that belongs to a sequence (`featured`) or an item (`media`, `thumbnail`), signed. */
  picture(role: 'featured' | 'media' | 'thumbnail', place: Place, uid: string, file: FixtureFile | null): string | null {
    if (file === null) return null;
    return this.signer.sign(`${this.base}/signed/${segments(place.owner, place.slug)}/_${role}/${segments(uid)}.${file.suffix}`);
  }

  /** What the API gives as a view's `load`. */
  load(place: Place, sequence: FixtureSequence, view: FixtureView): string | null {
    const open = this.folder('open', place, sequence, view);
    const signed = this.folder('signed', place, sequence, view);
    const suffix = suffixOf(view.frames);
    const bucket = `${this.base}/s3/${segments(place.owner, place.slug, sequence.uid)}/`;
    switch (view.load) {
      case 'directory-nginx':
      case 'directory-apache':
      case 'directory-python':
      case 'well-known-manifest':
      case 'name-pattern':
      case 'user-pattern':
      case 'not-found':
      case 'login-page':
        return open;
      case 's3-listing':
        return `${bucket}?${new URLSearchParams({ 'list-type': '2', prefix: `${view.key}/` })}`;
      case 's3-listing-by-path':
        return `${bucket}${segments(view.key)}/`;
      case 'json-urls':
      case 'json-objects':
      case 'json-paged':
        return `${open}list.json`;
      case 'placeholder':
        return this.signer.sign(`${signed}frame_{index}.${suffix}`, new URL(signed).pathname);
      case 'printf':
        return `${open}%06d.${suffix}`;
      case 'single-file':
        return this.signer.sign(`${signed}${frameName(view.load, 0, suffix)}`);
      case 's3-uri':
        return `s3://acme-bucket/${segments(sequence.uid, view.key)}/`;
      case 'absent':
        return null;
      default:
        return view.load satisfies never;
    }
  }
}

/** The suffix of a view's files: that of its first one. */
export function suffixOf(frames: readonly FixtureFrame[]): string {
  for (const frame of frames) if (frame !== null && 'suffix' in frame) return frame.suffix;
  return 'png';
}
