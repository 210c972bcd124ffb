import { CameraOverlay } from '../../panels/calibration/camera-overlay.ts';
import type { CalibratedViews } from '../../panels/calibration/calibrated-views.ts';
import { describeHovered } from '../../panels/calibration/hovered-point.ts';
import type { Rectangle } from '../../panels/image/fit.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';

/** The elements over a picture that belong to its overlay. */
export interface OverlayElements {
  /** Over the picture, of its size. */
  readonly host: HTMLElement;
  /** On the point that the pointer is on in another view. */
  readonly mark: HTMLElement;
  /** Says of that point where it is and what it has. */
  readonly readout: HTMLElement;
  /** Says why there are no points over the picture. */
  readonly problem: HTMLElement;
}

/** What the calibrated views add to one camera's pane. */
export class PictureOverlay {
  private readonly overlay: CameraOverlay;
  private readonly views: CalibratedViews;
  private readonly viewKey: string;
  private readonly elements: OverlayElements;
  private readonly leave: () => void;
  private readonly stopListening: () => void;

  /** `place`: where the picture lies, in device pixels; null while there is none to be seen. */
  constructor(elements: OverlayElements, picture: HTMLCanvasElement, views: CalibratedViews, viewKey: string, place: () => Rectangle | null) {
    this.elements = elements;
    this.views = views;
    this.viewKey = viewKey;
    this.overlay = new CameraOverlay({ host: elements.host, mark: elements.mark, picture, place, onLost: () => views.redrawCamera(viewKey) });
    this.leave = views.addCamera(viewKey, { overlay: this.overlay, onProblem: (problem) => setText(elements.problem, problem) });
    this.stopListening = views.onHover(() => this.describe());
  }

  /** The picture below was drawn anew, perhaps elsewhere. */
  pictureDrawn(): void {
    this.views.redrawCamera(this.viewKey);
  }

  /** The pointer is on this place of the picture, or on none any more. */
  pointAt(point: PicturePoint | null): void {
    this.views.pointAtImage(this.viewKey, point);
  }

  dispose(): void {
    this.stopListening();
    this.views.pointAtImage(this.viewKey, null);
    this.leave();
    this.overlay.dispose();
    setText(this.elements.readout, '');
    setText(this.elements.problem, '');
  }

  /** Only where the pointer is: the other panes have the mark. */
  private describe(): void {
    const { hovered } = this.views;
    const isHere = hovered?.from.viewKey === this.viewKey;
    setText(this.elements.readout, isHere ? describeHovered(hovered, this.views.distanceFrom(this.viewKey, hovered.world)) : '');
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
