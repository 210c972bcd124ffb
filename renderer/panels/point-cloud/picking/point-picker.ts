import { BufferAttribute, Color, DynamicDrawUsage, NearestFilter, Scene, WebGLRenderTarget } from 'three';
import type { Camera, WebGLRenderer } from 'three';
import { findInIndex } from '../analysis/point-index.ts';
import type { PointIndex } from '../analysis/point-index.ts';
import type { SharedUniforms } from '../shaders/point-uniforms.ts';
import type { DrawnSweep } from '../sweeps/drawn-sweep.ts';
import { boxTest, nearestId, openPickWindow } from './pick-window.ts';
import type { PickPlace, PickWindow } from './pick-window.ts';

/** The window's side at most: larger points are found by their middle. */
const largestSidePx = 127;
/** Points that are looked at for one pick before a whole sweep is cheaper. */
const candidateCapacity = 2 ** 18;

/** A point by the sweep on the GPU that it is in. */
export interface PickHit {
  readonly sweep: DrawnSweep;
  readonly index: number;
}

/** How a pick sees the scene. */
export interface PickView {
  readonly camera: Camera;
  readonly place: PickPlace;
  /** How far from the cursor a point is still meant, in pixels of the drawing buffer. */
  readonly radiusPx: number;
  /** How large points are: in pixels of the drawing buffer, or in metres where `sizeM` is not 0. */
  readonly sizePx: number;
  readonly sizeM: number;
}

/**
 * Finds the point under the cursor by drawing the points' numbers, off screen and in a few pixels: with the same buffers,
 * filters, sizes and level of detail as the picture, so that what is seen is what is found. Only points near the line of
 * sight are drawn where a sweep has an index, which makes it as fast for a million points as for some; else all of them.
 */
export class PointPicker {
  readonly #renderer: WebGLRenderer;
  readonly #shared: SharedUniforms;
  readonly #scene = new Scene();
  readonly #target = new WebGLRenderTarget(largestSidePx, largestSidePx, { minFilter: NearestFilter, magFilter: NearestFilter, generateMipmaps: false });
  readonly #candidates = new BufferAttribute(new Uint32Array(candidateCapacity), 1).setUsage(DynamicDrawUsage);
  readonly #pixels = new Uint8Array(4 * largestSidePx ** 2);

  constructor(renderer: WebGLRenderer, shared: SharedUniforms) {
    this.#renderer = renderer;
    this.#shared = shared;
    this.#scene.matrixWorldAutoUpdate = false;
  }

  pick(sweeps: readonly DrawnSweep[], view: PickView, indexOf: (sweep: DrawnSweep) => PointIndex | null): PickHit | null {
    // A point's middle may lie outside the pixels that its disc reaches into; how far, only its distance says in metres.
    const reachPx = view.sizeM > 0 ? Infinity : view.radiusPx + view.sizePx / 2;
    const window = openPickWindow(view.camera, view.place, Math.min(largestSidePx, 2 * Math.ceil(reachPx) + 1));
    const restore = this.#prepare(sweeps, window, view.sizeM / 2, indexOf);
    this.#render(window);
    restore();
    this.#renderer.readRenderTargetPixels(this.#target, 0, 0, window.sidePx, window.sidePx, this.#pixels);
    return hitOf(sweeps, nearestId(this.#pixels, window.sidePx, view.radiusPx));
  }

  dispose(): void {
    this.#target.dispose();
  }

  /** Gives points their numbers and every sweep what to draw; returns what undoes it. */
  #prepare(sweeps: readonly DrawnSweep[], { camera }: PickWindow, marginM: number, indexOf: (sweep: DrawnSweep) => PointIndex | null): () => void {
    const drawCounts = sweeps.map((sweep) => sweep.drawCount);
    let firstId = 1;
    let end = 0;
    for (const [i, sweep] of sweeps.entries()) {
      sweep.firstId = firstId;
      firstId += sweep.pointCount;
      this.#scene.add(sweep.pickObject);
      sweep.pickObject.updateMatrixWorld();
      const index = indexOf(sweep);
      const start = end;
      const found = index === null ? null : this.#collect(index, boxTest(camera, sweep.pickObject.matrix, marginM), start, drawCounts[i] ?? 0);
      if (found === null) continue;
      end = found;
      sweep.buffers.geometry.setIndex(this.#candidates);
      sweep.buffers.geometry.setDrawRange(start, end - start);
    }
    if (end > 0) {
      this.#candidates.clearUpdateRanges();
      this.#candidates.addUpdateRange(0, end);
      this.#candidates.needsUpdate = true;
    }
    return () => {
      this.#scene.clear();
      for (const [i, sweep] of sweeps.entries()) {
        sweep.buffers.geometry.setIndex(null);
        sweep.buffers.setDrawCount(drawCounts[i] ?? 0);
      }
    };
  }

  /** Lists the drawn points that may be in the window, from `start` on; the end of the list, or null if they are too many. */
  #collect(index: PointIndex, touches: ReturnType<typeof boxTest>, start: number, drawCount: number): number | null {
    const list = this.#candidates.array;
    let end = start;
    let isFull = false;
    findInIndex(index, touches, (from, to) => {
      isFull ||= end + to - from > candidateCapacity;
      if (isFull) return;
      for (let k = from; k < to; k++) {
        const point = index.order[k] ?? 0;
        if (point < drawCount) list[end++] = point;
      }
    });
    return isFull ? null : end;
  }

  #render({ sidePx, camera }: PickWindow): void {
    const renderer = this.#renderer;
    const [clearColor, clearAlpha] = [renderer.getClearColor(new Color()), renderer.getClearAlpha()];
    const heightPx = this.#shared.viewportHeightPx.value;
    this.#target.viewport.set(0, 0, sidePx, sidePx);
    this.#target.scissor.set(0, 0, sidePx, sidePx);
    this.#target.scissorTest = true;
    this.#shared.viewportHeightPx.value = sidePx;
    renderer.setRenderTarget(this.#target);
    renderer.setClearColor(0x000000, 0);
    renderer.clear();
    renderer.render(this.#scene, camera);
    renderer.setRenderTarget(null);
    renderer.setClearColor(clearColor, clearAlpha);
    this.#shared.viewportHeightPx.value = heightPx;
  }
}

function hitOf(sweeps: readonly DrawnSweep[], id: number): PickHit | null {
  let firstId = 1;
  for (const sweep of sweeps) {
    if (id >= firstId && id < firstId + sweep.pointCount) return { sweep, index: id - firstId };
    firstId += sweep.pointCount;
  }
  return null;
}
