import { Group } from 'three';
import type { Camera } from 'three';
import type { Pose } from '../../../preload/contract/model.ts';
import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { cuboidCorners, cuboidEdges, cuboidHeadingMark } from '../../geometry/cuboid.ts';
import type { Vector } from '../../geometry/rigid-transform.ts';
import type { CanvasSize } from '../point-cloud/canvas-size.ts';
import type { Rgb } from '../point-cloud/colors/rgb.ts';
import type { SceneLayer } from '../point-cloud/scene-layer.ts';
import { describeCuboid } from './describe-cuboid.ts';
import type { LabelRoom } from './label-room.ts';
import { SceneLabels, type SceneLabel } from './scene-labels.ts';
import { SceneLines, type LineColor } from '../point-cloud/quads/scene-lines.ts';

/** The cuboids of one sweep. */
export interface CuboidScene {
  readonly cuboids: readonly Cuboid[];
  readonly worldFromCuboids: Pose;
  readonly colorOf: (label: string) => Rgb;
}

/** Cuboids in the 3D view: their edges, a cross over the front, and what they are. */
export class CuboidLayer implements SceneLayer {
  readonly object = new Group();
  readonly #lines = new SceneLines(1.5);
  readonly #labels = new SceneLabels();
  readonly #room: LabelRoom;

  /** `room`: of the texts on a picture, cleared before each. */
  constructor(room: LabelRoom) {
    this.#room = room;
    this.object.add(this.#lines.mesh, this.#labels.mesh);
  }

  /** `sceneFromWorld` takes the scene's zero off. */
  show({ cuboids, worldFromCuboids, colorOf }: CuboidScene, sceneFromWorld: (point: Vector) => Vector): void {
    this.#lines.clear();
    const labels: SceneLabel[] = [];
    for (const cuboid of cuboids) {
      const color = lineColor(colorOf(cuboid.label));
      const corners = cuboidCorners(cuboid, worldFromCuboids).map(sceneFromWorld);
      for (const [a, b] of [...cuboidEdges, ...cuboidHeadingMark]) {
        const [start, end] = [corners[a], corners[b]];
        if (start !== undefined && end !== undefined) this.#lines.add(start, end, color);
      }
      labels.push({ text: describeCuboid(cuboid), at: middleOfTop(corners), color });
    }
    this.#lines.commit();
    this.#labels.set(labels);
  }

  beforeDraw(camera: Camera, size: CanvasSize): void {
    this.#lines.fitTo(size);
    this.#labels.arrange(camera, size, this.#room);
  }

  dispose(): void {
    this.#lines.dispose();
    this.#labels.dispose();
  }
}

export function lineColor([red, green, blue]: Rgb): LineColor {
  return [red / 255, green / 255, blue / 255];
}

function middleOfTop(corners: readonly Vector[]): Vector {
  const [a, b] = [corners[4] ?? [0, 0, 0], corners[7] ?? [0, 0, 0]];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}
