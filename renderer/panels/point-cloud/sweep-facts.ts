import type { ValueRange } from '../../viewing/point-filters.ts';
import { className } from './colors/class-names.ts';
import { classColor } from './colors/golden-colors.ts';
import { countValues } from './colors/histogram.ts';
import type { Histogram } from './colors/histogram.ts';
import { sampleValues } from './colors/mode-values.ts';
import { intensityField } from './colors/point-fields.ts';
import { cssColor } from './colors/rgb.ts';
import { SeenClasses } from './colors/seen-classes.ts';
import type { LegendClass } from './point-cloud-style.ts';
import type { PointCloudView } from './point-cloud-view.ts';
import { placeSweep } from './sweeps/place-sweep.ts';

/** What controls over a view need to know of the sweep that it shows. */
export interface SweepFacts {
  /** Of the file, in its order. */
  readonly fieldNames: readonly string[];
  /** Of what the points are coloured by; null where that is no number. */
  readonly histogram: Histogram | null;
  /** From the least to the greatest that occurs, of a sample; null where there is nothing of the kind. */
  readonly heightM: ValueRange | null;
  readonly rangeM: ValueRange | null;
  readonly intensity: ValueRange | null;
  /** All that have occurred since these facts are followed. */
  readonly classes: readonly LegendClass[];
  readonly hasEgo: boolean;
}

export const noFacts: SweepFacts = { fieldNames: [], histogram: null, heightM: null, rangeM: null, intensity: null, classes: [], hasEgo: false };

const sampleCount = 65_536;
/** Often enough to follow a drive by eye, seldom enough for React. */
const intervalMs = 250;

/**
 * Follows what the sweeps of a view hold, for a panel of controls: at most four times a second, and only while somebody
 * listens. The shape that `useSyncExternalStore` takes.
 */
export class SweepFactsFollower {
  readonly #view: PointCloudView;
  readonly #classes = new SeenClasses();
  readonly #listeners = new Set<() => void>();
  #facts: SweepFacts = noFacts;
  #stop: (() => void) | null = null;
  #timer: number | null = null;
  #seen: { readonly sweep: PointCloudView['sweep']; readonly legend: PointCloudView['legend'] } | null = null;

  constructor(view: PointCloudView) {
    this.#view = view;
  }

  get facts(): SweepFacts {
    return this.#facts;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#stop ??= this.#follow();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  }

  #follow(): () => void {
    const look = () => {
      const { sweep, legend } = this.#view;
      if (this.#timer !== null || (this.#seen?.sweep === sweep && this.#seen.legend === legend)) return;
      this.#read();
      this.#timer = window.setTimeout(() => {
        this.#timer = null;
        look();
      }, intervalMs);
    };
    const stops = [this.#view.onDraw(look), this.#view.onLegendChange(look)];
    look();
    return () => {
      for (const stop of stops) stop();
      if (this.#timer !== null) window.clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #read(): void {
    const { sweep, legend, sceneOrigin } = this.#view;
    this.#seen = { sweep, legend };
    if (sweep === null || sweep.cloud.pointCount === 0) {
      this.#facts = { ...noFacts, classes: this.#facts.classes };
    } else {
      const { cloud } = sweep;
      const placed = placeSweep(sweep, sceneOrigin);
      const [, , sceneZ] = sceneOrigin;
      const intensity = intensityField(cloud);
      this.#classes.look(cloud, sampleCount);
      this.#facts = {
        fieldNames: cloud.fields.map(({ name }) => name),
        histogram: this.#view.histogram(),
        heightM: countValues(sampleValues(placed, { by: 'height' }, sceneZ, sampleCount)),
        rangeM: countValues(sampleValues(placed, { by: 'range' }, sceneZ, sampleCount)),
        intensity: intensity === undefined || Number.isNaN(intensity.min) ? null : { min: intensity.min, max: intensity.max },
        classes: this.#classes.ids.map((id) => ({ id, name: className(cloud, id), color: cssColor(classColor(id)) })),
        hasEgo: sweep.worldFromEgo !== undefined && sweep.worldFromEgo !== null,
      };
    }
    for (const listener of this.#listeners) listener();
  }
}
