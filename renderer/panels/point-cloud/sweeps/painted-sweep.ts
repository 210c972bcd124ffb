import type { IUniform, Matrix4 } from 'three';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { SweepBuffers } from './sweep-buffers.ts';

/** How one sweep is drawn, for whoever draws it elsewhere. The uniforms are the view's own, and change with it. */
export interface PaintedSweep {
  /** On the view's own GPU context. They hold one sweep after the other: another `version` is another sweep. */
  readonly buffers: SweepBuffers;
  readonly version: number;
  /** Null for an earlier sweep, of which only the GPU has what is left. */
  readonly cloud: PointCloud | null;
  readonly sceneFromPositions: Matrix4;
  readonly uniforms: Readonly<Record<string, IUniform>>;
}

/** All sweeps of a view, as they are drawn. */
export interface PaintedScene {
  readonly present: PaintedSweep;
  /** Drawn with it: what it is compared with, and earlier ones, the latest first. */
  readonly others: readonly PaintedSweep[];
  /** Defines `imageColor`, some of whose uniforms are among theirs. */
  readonly imageColorGlsl: string;
}
