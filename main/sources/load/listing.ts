import { describeAddress } from './describe-address.ts';
import { asReference, resolveReference } from './folder-address.ts';
import { maxFrames, untimed, type LoadContext, type StepResult } from './frame-address.ts';
import { readHtmlLinks } from './html-index.ts';
import { chooseFrames, type ListedFile } from './listed-files.ts';
import { withAddress, type OpenedAddress } from './opened-address.ts';
import { readS3Page, type S3Page } from './s3-listing.ts';

/** Pages of one S3 listing at most; S3 gives 1,000 keys a page, so this is far more than `maxFrames` needs. */
const maxPages = 1_000;

/** Form 4 of `load`: an S3 listing, with all its pages, or a web server's HTML index of a folder. */
export async function tryListing(opened: OpenedAddress, context: LoadContext): Promise<StepResult> {
  if (opened.firstCharacter !== '<') {
    return { outcome: 'failed', detail: `${describeAddress(opened.url.href)} is neither an S3 listing nor an HTML index.` };
  }
  const text = await opened.text();
  const page = readS3Page(text);
  const files = page === null ? filesOfHtml(text, opened.url) : await filesOfS3(page, opened.url, context);
  if (files === null) return { outcome: 'failed', detail: 'The S3 listing has more pages, and one of them could not be read.' };
  const what = page === null ? 'page' : 'S3 listing';
  const chosen = chooseFrames(files, context.frameCount);
  if (chosen === null) {
    return { outcome: 'failed', detail: `${describeAddress(opened.url.href)} is a ${what} that names no media files below it.` };
  }
  const frames = chosen.frames.slice(0, maxFrames);
  const others = chosen.left === 0 ? '' : ` ${chosen.left} other entries are left out.`;
  const cut = files.length >= maxFrames ? ` Only the first ${maxFrames.toLocaleString('en')} are used.` : '';
  return {
    outcome: 'used',
    detail: `The ${what} at ${describeAddress(opened.url.href)} names ${frames.length} frames.${others}${cut}`,
    frames: untimed(frames.map((file) => file?.address ?? null)),
    kind: null,
  };
}

/** Links that lie below the page's own folder; `../`, other hosts and encoded slashes lead elsewhere and are dropped. */
function filesOfHtml(html: string, page: URL): ListedFile[] {
  const folder = page.pathname.slice(0, page.pathname.lastIndexOf('/') + 1);
  return readHtmlLinks(html).flatMap((link) => {
    const address = resolveReference(link, page);
    return address === null ? [] : fileBelow(folder, address, page.origin);
  });
}

/** Keys of all pages; null when one of the later ones cannot be read. */
async function filesOfS3(first: S3Page, listing: URL, context: LoadContext): Promise<ListedFile[] | null> {
  const root = bucketRoot(first, listing);
  const files: ListedFile[] = [];
  const visited = new Set<string>();
  let page: S3Page | null = first;
  while (page !== null) {
    for (const key of page.keys) {
      const address = new URL(root + asReference(key), listing.origin).href;
      const name = key.startsWith(first.prefix) ? key.slice(first.prefix.length) : key;
      files.push(...fileBelow(root, address, listing.origin).map((file) => ({ ...file, name })));
    }
    if (page.next === null || files.length >= maxFrames) return files;
    const following = new URL(listing);
    for (const [name, value] of Object.entries(page.next)) following.searchParams.set(name, value);
    if (visited.has(following.href) || visited.size >= maxPages) return null;
    visited.add(following.href);
    page = await withAddress(following.href, context, async (more) => (more.isOk ? readS3Page(await more.text()) : null));
  }
  return null;
}

/**
 * The path where keys begin: before the prefix that the address itself ends in, after the bucket's name, or the folder
 * of the address, which is right for a bucket's own host and for gateways that list one folder.
 */
function bucketRoot(page: S3Page, listing: URL): string {
  const folder = listing.pathname.slice(0, listing.pathname.lastIndexOf('/') + 1);
  const path = decodePath(listing.pathname);
  if (page.prefix !== '' && path.endsWith(`/${page.prefix}`)) return asReference(path.slice(0, -page.prefix.length));
  if (page.bucket !== '' && path.startsWith(`/${page.bucket}/`)) return `/${asReference(page.bucket)}/`;
  return folder;
}

function fileBelow(folder: string, address: string, origin: string): ListedFile[] {
  const url = new URL(address);
  const isBelow = url.origin === origin && url.pathname.startsWith(folder) && !/%2f|%5c/i.test(url.pathname);
  return isBelow ? [{ address, name: decodePath(url.pathname.slice(folder.length)) }] : [];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
