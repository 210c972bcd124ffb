import { describeUnknownLayout, kindOfContent } from './content-kind.ts';
import { describeAddress } from './describe-address.ts';
import { untimed, type StepResult } from './frame-address.ts';
import { isAlp } from './media-suffix.ts';
import type { OpenedAddress } from './opened-address.ts';

/**
 * Form 2 of `load`: the address is itself an image, a point cloud or a video. A video counts as one frame here: the
 * player counts its pictures when it opens it.
 */
export function tryMediaFile(opened: OpenedAddress, load: string): StepResult {
  if (isAlp(load) || isAlp(opened.url.href)) {
    return {
      outcome: 'failed',
      isFinal: true,
      detail: `This view is a file in Avala's own .alp format, whose layout is not public, so it cannot be shown. ${describeUnknownLayout(opened)}`,
    };
  }
  const kind = kindOfContent(opened.head, load) ?? kindOfContent(opened.head, opened.url.href);
  if (kind === null) {
    const type = opened.contentType === '' ? 'without a type' : `of type ${opened.contentType.slice(0, 80)}`;
    return { outcome: 'failed', detail: `${describeAddress(load)} is a response ${type}, not an image, a point cloud or a video.` };
  }
  const what = { image: 'one image', 'point-cloud': 'one point cloud', video: 'a video', unknown: 'one file' }[kind];
  return { outcome: 'used', detail: `${describeAddress(load)} is ${what}.`, frames: untimed([load]), kind };
}
