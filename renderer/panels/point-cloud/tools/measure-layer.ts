import { BufferGeometry, Float32BufferAttribute, Group, Line, LineBasicMaterial, Points, PointsMaterial } from 'three';
import type { Camera, Vector3 } from 'three';
import type { CanvasSize } from '../canvas-size.ts';
import type { MeasureKind } from './measure.ts';
import { measure } from './measure.ts';
import { shortMeasure } from './measure-words.ts';
import { spriteScale } from './sprite-scale.ts';
import { TextSprite } from './text-sprite.ts';

const color = '#ffd23f';
const ground = 'rgba(11, 12, 14, 0.82)';

/** Draws a measure over the points: its corners, its lines, and what it comes to beside the last one. */
export class MeasureLayer {
  readonly object = new Group();
  private readonly geometry = new BufferGeometry();
  private readonly corners = new PointsMaterial({ color, size: 8, sizeAttenuation: false, depthTest: false, toneMapped: false });
  private readonly lines = new LineBasicMaterial({ color, depthTest: false, toneMapped: false });
  private label: TextSprite | null = null;

  constructor() {
    const parts = [new Points(this.geometry, this.corners), new Line(this.geometry, this.lines)];
    for (const part of parts) {
      part.frustumCulled = false;
      part.renderOrder = 9;
    }
    this.object.add(...parts);
    this.show('distance', [], []);
  }

  /** `worldPoints` are what is measured, `scenePoints` the same where they are drawn. */
  show(kind: MeasureKind, worldPoints: readonly (readonly [number, number, number])[], scenePoints: readonly Vector3[]): void {
    this.geometry.setAttribute('position', new Float32BufferAttribute(scenePoints.flatMap((point) => point.toArray()), 3));
    this.geometry.setDrawRange(0, scenePoints.length);
    this.removeLabel();
    const result = measure(kind, worldPoints);
    const last = scenePoints.at(-1);
    if (result === null || last === undefined) return;
    this.label = new TextSprite(shortMeasure(result), { color, ground });
    this.label.sprite.position.copy(last);
    this.label.sprite.center.set(0.5, -0.6);
    this.object.add(this.label.sprite);
  }

  beforeDraw(camera: Camera, size: CanvasSize): void {
    this.label?.fit(size.height, spriteScale(camera));
  }

  dispose(): void {
    this.removeLabel();
    this.geometry.dispose();
    this.corners.dispose();
    this.lines.dispose();
  }

  private removeLabel(): void {
    if (this.label === null) return;
    this.object.remove(this.label.sprite);
    this.label.dispose();
    this.label = null;
  }
}
