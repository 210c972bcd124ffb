import { fitInside } from '../../../renderer/panels/image/fit.ts';
import type { FramePayload } from '../../../renderer/decode/decode-protocol.ts';
import type { ViewFrame } from '../../../renderer/decode/decoded-frame.ts';
import { ImagePanel } from '../../../renderer/panels/image/image-panel.ts';
import { PointCloudPanel } from '../../../renderer/panels/point-cloud/point-cloud-panel.ts';
import { PointCloudView } from '../../../renderer/panels/point-cloud/point-cloud-view.ts';
import { identityPose } from '../../../renderer/geometry/rigid-transform.ts';
import type { FramePanel } from '../../../renderer/playback/frame.ts';
import type { BenchView } from './bench-recording.ts';

/** A panel that whoever made it disposes. */
export type OwnedPanel = FramePanel<ViewFrame> & { dispose(): void };

/** A grid of panes that covers the page; only one of them is visible at a time. */
function makePanes(): HTMLElement {
  const panes = document.createElement('div');
  panes.className = 'panes';
  document.body.append(panes);
  return panes;
}

function addCanvas(panes: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  panes.append(canvas);
  return canvas;
}

/** Makes these panes, and no others, visible: hidden ones keep their size and cost nothing to composite. */
export function showPanes(panes: HTMLElement): void {
  for (const other of document.querySelectorAll('.panes')) other.classList.toggle('shown', other === panes);
}

/** The app’s own panels, one a view; whoever makes them disposes them. */
export function createPanels(views: readonly BenchView[]): { panes: HTMLElement; panels: Map<string, OwnedPanel>; dispose: () => void } {
  const panes = makePanes();
  const panels = new Map<string, OwnedPanel>();
  for (const { key, kind } of views) {
    const canvas = addCanvas(panes);
    panels.set(key, kind === 'image' ? new ImagePanel(canvas, () => undefined) : new PointCloudPanel(canvas));
  }
  const dispose = () => {
    for (const panel of panels.values()) panel.dispose();
    panes.remove();
  };
  return { panes, panels, dispose };
}

/** Canvases of the same sizes and the least code that draws on them: `drawImage`, and the app’s cloud drawing. */
export class BareCanvases {
  readonly panes = makePanes();
  private readonly draws: ((payload: FramePayload) => void)[] = [];
  private readonly clouds: PointCloudView[] = [];

  constructor(views: readonly BenchView[]) {
    const canvases = views.map(() => addCanvas(this.panes));
    for (const [index, canvas] of canvases.entries()) this.draws.push(views[index]?.kind === 'image' ? imageDraw(canvas) : this.cloudDraw(canvas));
  }

  draw(payloads: readonly FramePayload[]): void {
    for (const [index, payload] of payloads.entries()) this.draws[index]?.(payload);
  }

  dispose(): void {
    for (const cloud of this.clouds) cloud.dispose();
    this.panes.remove();
  }

  private cloudDraw(canvas: HTMLCanvasElement): (payload: FramePayload) => void {
    const view = new PointCloudView(canvas);
    this.clouds.push(view);
    return (payload) => {
      if (payload.kind === 'point-cloud') view.show({ key: 'swept', cloud: payload.cloud, worldFromPoints: identityPose });
    };
  }
}

function imageDraw(canvas: HTMLCanvasElement): (payload: FramePayload) => void {
  canvas.width = canvas.clientWidth;
  canvas.height = canvas.clientHeight;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gave no 2D canvas');
  context.imageSmoothingQuality = 'medium';
  return (payload) => {
    if (payload.kind !== 'image') return;
    const { x, y, width, height } = fitInside(payload, canvas);
    context.drawImage(payload.image, x, y, width, height);
  };
}
