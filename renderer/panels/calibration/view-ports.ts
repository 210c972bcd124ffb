import type { Conventions, PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { ImagePoint } from '../../geometry/camera-model.ts';
import type { Vector } from '../../geometry/rigid-transform.ts';
import type { SceneRig } from '../../geometry/scene-rig.ts';
import type { FramePanel } from '../../playback/frame.ts';
import type { Rectangle, Size } from '../image/fit.ts';
import type { Rgb } from '../point-cloud/colors/rgb.ts';
import type { PaintedSweep } from '../point-cloud/sweeps/painted-sweep.ts';
import type { CalibratedStep, StepCamera } from './calibrated-step.ts';

/** Where the sensors are at a step: what the stores know of the recording. */
export interface RigPort {
  rigOf(frameIndexOf: (viewKey: string) => number | null, conventions?: Conventions): SceneRig;
  subscribe(listener: () => void): () => void;
}

/** What is needed of a player. */
export interface StagePort {
  attach(viewKey: string, panel: FramePanel<ViewFrame>): () => void;
}

/** How a camera's part of the points is to be drawn. */
export interface PointsOverlayRequest {
  readonly camera: StepCamera;
  /** Where the picture lies on the overlay, in device pixels. */
  readonly place: Rectangle;
  readonly size: Size;
  /** Across, in device pixels. */
  readonly pointSizePx: number;
  readonly hidesOccluded: boolean;
}

/** One sweep that is drawn over a camera's picture. */
export interface OverlaidSweep {
  readonly painted: PaintedSweep;
  readonly imageColorGlsl: string;
  /** Of its scene, whose coordinates it is placed in. */
  readonly sceneOrigin: Vector;
  /** Across, in device pixels, of what a point stands for when it hides what is behind it; 0: it hides nothing. */
  readonly surfacePx: number;
}

/** Draws points as cameras see them: `OverlayPoints`. */
export interface PointsOverlay {
  /** The GPU has dropped everything: it is of no use any more. */
  readonly isLost: boolean;
  /**
   * Points in the upper left part of an image, valid until the next call. `isWhole`: no sweep is left out because it has to
   * be taken over first, for which the next picture is time enough.
   */
  render(sweeps: readonly OverlaidSweep[], request: PointsOverlayRequest): { readonly source: CanvasImageSource; readonly isWhole: boolean };
  dispose(): void;
}

/** The 3D view of a sweep, as the cameras' views see it. */
export interface CloudScene {
  /** Takes in a step; it is drawn with the view's next picture, which is in this task. */
  show(step: CalibratedStep, settings: PointCloudSettings): void;
  /** What it draws now, for a camera's overlay; none without points. */
  overlaidSweeps(request: PointsOverlayRequest): readonly OverlaidSweep[];
  /** What draws the sweeps of all scenes over pictures; null where the browser gives no further GPU context. */
  createOverlay(): PointsOverlay | null;
  /** Draws the step now, if the view itself has not. */
  drawDue(): void;
  setMark(world: Vector | null): void;
}

/** A cuboid as a camera sees it: its edges, in pixels of the calibration's image. */
export interface ProjectedCuboid {
  readonly lines: readonly (readonly ImagePoint[])[];
  readonly color: Rgb;
  readonly text: string;
}

/** What lies over a picture. */
export interface OverlayContent {
  /** The size in pixels that the calibration is for. */
  readonly image: Size;
  /** Points, in device pixels: the part of the overlay's own size in the image's upper left corner; null for none. */
  readonly points: { readonly source: CanvasImageSource; readonly opacity: number } | null;
  readonly cuboids: readonly ProjectedCuboid[];
}

/** What lies over a picture: `CameraOverlay`. Sizes in device pixels. */
export interface OverlaySurface {
  readonly size: Size;
  /** Where the picture is; null while there is none to be seen. */
  readonly place: Rectangle | null;
  readonly pixelRatio: number;
  draw(content: OverlayContent | null): void;
  setMark(at: ImagePoint | null, image: Size): void;
}

/** A camera's pane, beside its overlay. */
export interface CameraPane {
  readonly overlay: OverlaySurface;
  /** Told why there are no points over the picture although they are wanted; empty when there are, or nothing is to be said. */
  readonly onProblem: (problem: string) => void;
}
