import { Group } from 'three';
import type { Camera } from 'three';
import { cuboidCorners, cuboidEdges } from '../../../geometry/cuboid.ts';
import { identityPose, type Vector } from '../../../geometry/rigid-transform.ts';
import { placeOfHandle } from '../../../viewing/crop-box.ts';
import type { CropBox } from '../../../viewing/point-filters.ts';
import type { CanvasSize } from '../canvas-size.ts';
import { SceneLines, type LineColor } from '../quads/scene-lines.ts';
import type { SceneLayer } from '../scene-layer.ts';

const color: LineColor = [0.55, 0.75, 1];

/** The edges of a crop box among the points, and the stalk that it is turned by. */
export class CropBoxLayer implements SceneLayer {
  readonly object = new Group();
  readonly #lines = new SceneLines(1.5);

  constructor() {
    this.object.add(this.#lines.mesh);
  }

  /** `sceneFromWorld` takes the scene's zero off; null: nothing is drawn. */
  show(box: CropBox | null, sceneFromWorld: (point: Vector) => Vector): void {
    this.#lines.clear();
    if (box !== null) {
      const { center, dimensions, yawRad } = box;
      const corners = cuboidCorners({ objectId: null, label: '', center: [...center], dimensions: [...dimensions], rotation: [yawRad, 0, 0] }, identityPose).map(sceneFromWorld);
      for (const [a, b] of cuboidEdges) {
        const [start, end] = [corners[a], corners[b]];
        if (start !== undefined && end !== undefined) this.#lines.add(start, end, color);
      }
      this.#lines.add(sceneFromWorld(placeOfHandle(box, 'front')), sceneFromWorld(placeOfHandle(box, 'turn')), color);
    }
    this.#lines.commit();
  }

  beforeDraw(_camera: Camera, size: CanvasSize): void {
    this.#lines.fitTo(size);
  }

  dispose(): void {
    this.#lines.dispose();
  }
}
