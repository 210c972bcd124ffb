import type { Conventions, PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { ImagePoint } from '../../geometry/camera-model.ts';
import type { Vector } from '../../geometry/rigid-transform.ts';
import type { SceneRig } from '../../geometry/scene-rig.ts';
import type { FramePanel } from '../../playback/frame.ts';
import type { Rectangle, Size } from '../image/fit.ts';
import type { Rgb } from '../point-cloud/colors/rgb.ts';
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

/** The 3D view of a sweep, as the cameras' views see it. */
export interface CloudScene {
  /** Takes in a step; it is drawn with the view's next picture, which is in this task. */
  show(step: CalibratedStep, settings: PointCloudSettings): void;
  /** Points as a camera sees them, in the upper left part of an image, valid until the next call; null without any. */
  renderFor(request: PointsOverlayRequest): { readonly source: CanvasImageSource } | null;
  /** Draws the step now, if the view itself has not. */
  drawDue(): void;
  /** Gives up what only overlays need. */
  endOverlays(): void;
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
