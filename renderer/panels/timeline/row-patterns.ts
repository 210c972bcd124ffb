import type { RowState } from './row-state.ts';
import type { TimelineColors } from './timeline-colors.ts';

/** How each state is filled; null: left as the empty track. */
export type RowFills = Readonly<Record<RowState, string | CanvasPattern | null>>;

/** Side of a pattern's tile in CSS pixels. */
const tile = 6;

/**
 * States are told apart by pattern, not by colour alone: in memory solid, on disk hatched, failed crossed, without a
 * frame dotted, to be fetched empty. Made anew for another theme or resolution.
 */
export function makeRowFills(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, colors: TimelineColors, pixelRatio: number): RowFills {
  const pattern = (draw: (tileContext: OffscreenCanvasRenderingContext2D) => void) => {
    const side = Math.round(tile * pixelRatio);
    const canvas = new OffscreenCanvas(side, side);
    const tileContext = canvas.getContext('2d');
    if (tileContext === null) throw new Error('This browser gave no 2D canvas');
    tileContext.scale(side / tile, side / tile);
    draw(tileContext);
    const made = context.createPattern(canvas, 'repeat');
    made?.setTransform(new DOMMatrix().scale(tile / side));
    return made;
  };
  return {
    memory: colors.memory,
    disk: pattern((tileContext) => strokeLines(tileContext, colors.disk, 1.2, [[-1, 7, 7, -1], [-4, 4, 4, -4], [2, 10, 10, 2]])),
    failed: pattern((tileContext) => strokeLines(tileContext, colors.failed, 1.6, [[0, 0, 6, 6], [0, 6, 6, 0]])),
    none: pattern((tileContext) => {
      tileContext.fillStyle = colors.missing;
      for (const y of [0.5, 3.5]) tileContext.fillRect(2, y, 1.5, 1.5);
    }),
    away: null,
  };
}

function strokeLines(context: OffscreenCanvasRenderingContext2D, color: string, width: number, lines: readonly (readonly [number, number, number, number])[]): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
}
