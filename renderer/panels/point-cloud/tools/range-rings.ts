import { BufferGeometry, Float32BufferAttribute, Group, LineBasicMaterial, LineLoop } from 'three';
import type { Camera, Matrix4 } from 'three';
import type { CanvasSize } from '../canvas-size.ts';
import { ringRadii } from './ring-spacing.ts';
import { spriteScale } from './sprite-scale.ts';
import { TextSprite } from './text-sprite.ts';

const segments = 128;
const color = '#8fa3bd';
const ground = 'rgba(11, 12, 14, 0.72)';

/** Circles of equal range around the sensor, on the ground, each with its radius in metres on the side that it faces. */
export class RangeRings {
  readonly object = new Group();
  private readonly circle = new BufferGeometry();
  private readonly material = new LineBasicMaterial({ color, transparent: true, opacity: 0.55, depthWrite: false, toneMapped: false });
  private labels: TextSprite[] = [];
  private reachM = 0;

  constructor() {
    const angles = Array.from({ length: segments }, (_, index) => (index * 2 * Math.PI) / segments);
    this.circle.setAttribute('position', new Float32BufferAttribute(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle), 0]), 3));
    this.object.matrixAutoUpdate = false;
  }

  /** Draws rings out to `reachM` around the place of a sensor; `groundZ` is the ground's height in the sensor's own frame. */
  place(sceneFromSensor: Matrix4, groundZ: number, reachM: number): void {
    this.object.matrix.copy(sceneFromSensor);
    this.object.matrixWorldNeedsUpdate = true;
    if (reachM !== this.reachM) this.rebuild(reachM);
    for (const child of this.object.children) child.position.z = groundZ;
  }

  beforeDraw(camera: Camera, size: CanvasSize): void {
    const scale = spriteScale(camera);
    for (const label of this.labels) label.fit(size.height, scale);
  }

  dispose(): void {
    this.clear();
    this.circle.dispose();
    this.material.dispose();
  }

  private rebuild(reachM: number): void {
    this.clear();
    this.reachM = reachM;
    for (const radiusM of ringRadii(reachM)) {
      const ring = new LineLoop(this.circle, this.material);
      ring.scale.set(radiusM, radiusM, 1);
      const label = new TextSprite(`${radiusM} m`, { color, ground, heightPx: 15 });
      label.sprite.position.set(radiusM, 0, 0);
      this.labels.push(label);
      this.object.add(ring, label.sprite);
    }
  }

  private clear(): void {
    this.object.clear();
    for (const label of this.labels) label.dispose();
    this.labels = [];
  }
}
