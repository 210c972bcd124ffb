import { Scene } from 'three';
import type { PointMaterials } from '../shaders/point-materials.ts';
import type { EarlierSweep } from '../sweep.ts';
import { DrawnSweep } from './drawn-sweep.ts';
import { placeCloud } from './place-sweep.ts';
import type { PlacedSweep } from './place-sweep.ts';
import { sharePoints } from './share-points.ts';

/** Buffers kept for sweeps to come, after those that were in them are gone. */
const mostSpare = 2;

/**
 * The sweeps on the GPU: the present one, earlier ones that are drawn with it, and one that it is compared with. Each is
 * uploaded once; as the playhead moves, the present one becomes an earlier one where it is, and the buffers of the one
 * that falls out at the end take the next.
 */
export class SweepSet {
  readonly scene = new Scene();
  readonly #gl: WebGL2RenderingContext;
  readonly #materials: PointMaterials;
  readonly #spare: DrawnSweep[] = [];
  readonly #held = new Map<string, DrawnSweep>();
  #present: { readonly drawn: DrawnSweep; readonly placed: PlacedSweep } | null = null;
  #earlier: readonly EarlierSweep[] = [];
  #reference: DrawnSweep | null = null;

  constructor(gl: WebGL2RenderingContext, materials: PointMaterials) {
    this.#gl = gl;
    this.#materials = materials;
    this.scene.matrixAutoUpdate = false;
  }

  get present(): DrawnSweep | null {
    return this.#present?.drawn ?? null;
  }

  get reference(): DrawnSweep | null {
    return this.#reference;
  }

  /** Those that are there, of all that are to be drawn, the latest first. */
  get earlier(): readonly DrawnSweep[] {
    return this.#earlier.flatMap(({ key }) => this.#held.get(key) ?? []);
  }

  /** All, the present one first. */
  get all(): readonly DrawnSweep[] {
    return [...(this.present === null ? [] : [this.present]), ...(this.#reference === null ? [] : [this.#reference]), ...this.earlier];
  }

  get byteLength(): number {
    return [...this.all, ...this.#spare].reduce((sum, sweep) => sum + sweep.buffers.byteLength, 0);
  }

  /** Keys of earlier sweeps that are to be drawn and not there yet, the latest first. */
  get missing(): readonly string[] {
    return this.#earlier.flatMap(({ key }) => (this.#held.has(key) ? [] : [key]));
  }

  /** Makes a sweep the present one and these, the latest first, the earlier ones; uploads what is not there. */
  show(placed: PlacedSweep | null, earlier: readonly EarlierSweep[], sceneOrigin: readonly [number, number, number]): void {
    this.#earlier = earlier;
    if (placed === null || this.#present?.placed.sweep.cloud !== placed.sweep.cloud || this.present?.key !== placed.sweep.key) {
      this.#retirePresent();
      this.#retireEarlier(placed?.sweep.key ?? null);
      this.#present = placed === null ? null : { drawn: this.#promote(placed), placed };
    } else {
      this.#retireEarlier(null);
    }
    if (placed !== null) this.present?.place(placed);
    for (const place of earlier) {
      const drawn = this.#held.get(place.key);
      drawn?.place(placeCloud(drawn.buffers.uploaded, place, sceneOrigin));
    }
    this.#list();
  }

  /** Uploads an earlier sweep that was missing; without effect once it is no longer to be drawn. */
  add(placed: PlacedSweep): void {
    const { key } = placed.sweep;
    if (this.#held.has(key) || !this.#earlier.some((earlier) => earlier.key === key)) return;
    const drawn = this.#take();
    drawn.fill(placed);
    this.#held.set(key, drawn);
    this.#list();
  }

  /** Draws another sweep with the present one, to compare them; null ends that. */
  compareWith(placed: PlacedSweep | null): void {
    if (placed === null) {
      if (this.#reference !== null) this.#giveBack(this.#reference);
      this.#reference = null;
      this.present?.buffers.setChanged(null);
    } else {
      this.#reference ??= this.#take();
      this.#reference.fill(placed);
    }
    this.#list();
  }

  /** Draws only so many points, all sweeps together; says how many that are. */
  setBudget(budget: number): number {
    const { all } = this;
    const counts = sharePoints(all.map(({ pointCount }) => pointCount), budget);
    for (const [i, sweep] of all.entries()) sweep.buffers.setDrawCount(counts[i] ?? 0);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  dispose(): void {
    for (const sweep of [...this.all, ...this.#spare]) sweep.dispose();
  }

  /** It becomes an earlier one where it is, or its buffers are free. */
  #retirePresent(): void {
    const { present } = this;
    this.#present = null;
    if (present === null) return;
    present.buffers.setChanged(null);
    if (this.#earlier.some(({ key }) => key === present.key) && !this.#held.has(present.key)) this.#held.set(present.key, present);
    else this.#giveBack(present);
  }

  #retireEarlier(exceptKey: string | null): void {
    const wanted = new Set(this.#earlier.map(({ key }) => key));
    for (const [key, drawn] of this.#held) {
      if (wanted.has(key) || key === exceptKey) continue;
      this.#held.delete(key);
      this.#giveBack(drawn);
    }
  }

  /** An earlier sweep that the playhead came back to is there; any other is uploaded. */
  #promote(placed: PlacedSweep): DrawnSweep {
    const { key } = placed.sweep;
    const held = this.#held.get(key);
    this.#held.delete(key);
    if (held !== undefined) return held;
    const drawn = this.#take();
    drawn.fill(placed);
    return drawn;
  }

  #take(): DrawnSweep {
    return this.#spare.pop() ?? new DrawnSweep(this.#gl, this.#materials);
  }

  #giveBack(drawn: DrawnSweep): void {
    if (this.#spare.length < mostSpare) this.#spare.push(drawn);
    else drawn.dispose();
  }

  #list(): void {
    this.scene.clear();
    for (const [behind, { object }] of this.all.entries()) {
      // Of points at the same place, which are many where nothing moves, the present sweep's is the one to be seen.
      object.renderOrder = -behind;
      this.scene.add(object);
    }
  }
}
