import type { PlacedPositions } from './changed-points.ts';
import type { PointIndex } from './point-index.ts';

/** What is asked of the worker; every array is handed over. */
export type AnalysisTask =
  | { readonly kind: 'index'; readonly positions: Float32Array<ArrayBuffer> }
  | { readonly kind: 'difference'; readonly here: PlacedPositions; readonly there: PlacedPositions; readonly distanceM: number };

/** Points of each cloud that the other has none near, one byte a point. */
export interface Difference {
  readonly here: Uint8Array<ArrayBuffer>;
  readonly there: Uint8Array<ArrayBuffer>;
}

export interface AnalysisRequest {
  readonly id: number;
  readonly task: AnalysisTask;
}

export type AnalysisAnswer =
  | { readonly id: number; readonly kind: 'index'; readonly index: PointIndex }
  | { readonly id: number; readonly kind: 'difference'; readonly difference: Difference }
  | { readonly id: number; readonly kind: 'failed' };
