import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { DisplayRange } from '../../viewing/display-range.ts';
import { formatTime } from './format-time.ts';
import type { PreviewContent, PreviewPicture } from './hover-preview.ts';
import { nearestStep } from './nearest-step.ts';
import { rowStateWords, type RowState } from './row-state.ts';
import type { TimelineMark } from './timeline-mark.ts';

export interface PreviewQuestion {
  readonly player: Player<ViewFrame>;
  /** Under the pointer, zero-based. */
  readonly step: number;
  /** The views whose picture may be shown; the first that has one in memory is. */
  readonly pictureOf: readonly string[];
  /** The values that a view shows as black and white; null where it has none of its own. */
  readonly rangeOf: (viewKey: string) => DisplayRange | null;
  /** The row under the pointer. */
  readonly row: { readonly viewKey: string; readonly state: RowState } | null;
  readonly mark: TimelineMark | null;
}

/** What the preview says of a step: number and time, the row's state, and which frame the picture is of when not this one. */
export function previewContent({ player, step, pictureOf, rangeOf, row, mark }: PreviewQuestion): PreviewContent {
  const { stepCount } = player.state;
  const imageAt = (viewKey: string, at: number) => {
    const frameIndex = player.frameIndexAt(viewKey, at);
    const frame = frameIndex === null ? null : player.peek(viewKey, frameIndex);
    return frame?.kind === 'image' ? frame : null;
  };
  let picture: PreviewPicture | null = null;
  let shown: number | null = null;
  for (const viewKey of pictureOf) {
    shown = nearestStep(step, stepCount, (at) => imageAt(viewKey, at) !== null);
    if (shown === null) continue;
    const frame = imageAt(viewKey, shown);
    picture = frame && { frame, range: rangeOf(viewKey) };
    break;
  }
  const notes = [
    mark?.label ?? '',
    row === null ? '' : `${row.viewKey}: ${rowStateWords[row.state]}`,
    shown === null || shown === step ? '' : `picture of ${shown + 1}`,
  ];
  return {
    picture,
    title: `${step + 1} · ${formatTime(player.timeOfStep(step))}`,
    note: notes.filter((note) => note !== '').join(' · '),
  };
}
