/** How a sequence's detail gives its frames (avala-api §4). */
export const framesShapes = [
  /** `frames[].images[]` with the camera's name and calibration. */
  'detail-images',
  /** `frames[].images[]` with calibration but without names. */
  'detail-images-unnamed',
  /** `frames[].image_urls[]`, by position. */
  'detail-image-urls',
  /** Both of them. */
  'detail-both',
  /** `frames: []`: the views' `load` has to do. */
  'empty',
  /** No `frames` at all. */
  'none',
] as const;
export type FramesShape = (typeof framesShapes)[number];

/** What is found at a view's `load` (avala-api §5). */
export const loadShapes = [
  /** HTML indexes with plain names, a parent link, a folder and a text file; sorted as text, so `_10` comes before `_2`. */
  'directory-nginx',
  'directory-apache',
  'directory-python',
  /** `…/?list-type=2&prefix=VIEW/`: keys below the bucket's address; five a page with a continuation token. */
  's3-listing',
  /** The same listing at `…/VIEW/`, where only `<Prefix>` tells where the bucket begins. */
  's3-listing-by-path',
  /** An array of relative URLs. */
  'json-urls',
  /** `{frames: [{url, timestamp, index, key}]}`, signed absolute URLs, timestamps in seconds. */
  'json-objects',
  /** `{results: [{data_url}], next}`, five a page. */
  'json-paged',
  /** `…/frame_{index}.png?X-Amz-…`, signed for the whole folder, from 0. */
  'placeholder',
  /** `…/%06d.png`, from 0. */
  'printf',
  /** One still picture or cloud. */
  'single-file',
  /** A directory that answers 403, with a `manifest.json` below it. */
  'well-known-manifest',
  /** A directory that answers 404, with `000000.png` and so on below it. */
  'name-pattern',
  /** The same, named `shot-1.png`: found only by the pattern `{load}shot-{index}.png?first=1`. */
  'user-pattern',
  /** An `s3://` address. */
  's3-uri',
  /** A 200 with an HTML log-in page. */
  'login-page',
  /** 404. */
  'not-found',
  /** `load` is null. */
  'absent',
] as const;
export type LoadShape = (typeof loadShapes)[number];

/** The name of frame `index` (from 0) below a view's folder, which the shape of its `load` decides. */
export function frameName(shape: LoadShape, index: number, suffix: string): string {
  switch (shape) {
    case 'printf':
    case 'name-pattern':
      return `${String(index).padStart(6, '0')}.${suffix}`;
    case 'user-pattern':
      return `shot-${index + 1}.${suffix}`;
    case 'directory-nginx':
    case 'directory-apache':
    case 'directory-python':
    case 's3-listing':
    case 's3-listing-by-path':
    case 'json-urls':
    case 'json-objects':
    case 'json-paged':
    case 'placeholder':
    case 'single-file':
    case 'well-known-manifest':
    case 's3-uri':
    case 'login-page':
    case 'not-found':
    case 'absent':
      return `frame_${index}.${suffix}`;
    default:
      return shape satisfies never;
  }
}
