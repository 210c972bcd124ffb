import { createStore, type StoreApi } from 'zustand/vanilla';
import { neutralAdjustments, type Adjustments } from '../viewing/adjustments.ts';
import { initialParameters, type CompareSide, type Comparison } from '../viewing/comparison.ts';
import { widened, type DisplayRange } from '../viewing/display-range.ts';
import { fitTransform, type PicturePoint, type ViewTransform } from '../viewing/view-transform.ts';
import type { SettingsStore } from './settings-store.ts';

/** The place of a picture that the pointer is on. */
export interface Probe extends PicturePoint {
  readonly viewKey: string;
}

/** Whose adjustments are open: those of a view's pane, or of the comparison's side A or B. */
export type Adjusting = `pane ${string}` | 'side a' | 'side b';

/** How the pictures of the open recording are looked at. Pointer moves pass through it: do not render on `probe`. */
export interface ViewingState {
  /** Views of their own mind; the others show the `shared` part. */
  readonly transforms: Readonly<Record<string, ViewTransform>>;
  readonly shared: ViewTransform;
  /** Views that are not shown as recorded. */
  readonly adjustments: Readonly<Record<string, Adjustments>>;
  /** Of views whose pictures have more than 8 bits: which values are black and white. They only widen, so that greys keep their meaning. */
  readonly displayRanges: Readonly<Record<string, DisplayRange>>;
  /** Null while no pointer is on a picture. */
  readonly probe: Probe | null;
  /** A lens lies over the picture. */
  readonly isMagnifying: boolean;
  /** The last place that was pointed at: where the lens stays when the pointer has gone. */
  readonly lensPoint: PicturePoint | null;
  /** The view that the person last pointed at or worked in; keys act on it. */
  readonly activeView: string | null;
  /** Null when the views stand side by side. */
  readonly comparison: Comparison | null;
  /** The view that fills the area; null for all side by side. A comparison lies over both. */
  readonly maximisedKey: string | null;
  /** What has its adjustments open: a pane, or a side of the comparison. */
  readonly adjusting: Adjusting | null;
  /** Views that nothing can draw here, whatever their frames hold. */
  readonly undrawable: ReadonlySet<string>;
  /** Zooms or pans a view, or all of them when they are linked. */
  setTransform: (viewKey: string, transform: ViewTransform) => void;
  /** Links all views to what the active one shows, or lets each go on from there; kept over restarts. */
  setLinked: (isLinked: boolean) => void;
  adjust: (viewKey: string, change: Partial<Adjustments>) => void;
  resetAdjustments: (viewKey: string) => void;
  widenDisplayRange: (viewKey: string, range: DisplayRange) => void;
  setProbe: (probe: Probe | null) => void;
  toggleMagnifier: () => void;
  setActiveView: (viewKey: string) => void;
  startComparison: (a: CompareSide, b: CompareSide) => void;
  changeComparison: (change: Partial<Comparison>) => void;
  swapSides: () => void;
  endComparison: () => void;
  setMaximised: (viewKey: string | null) => void;
  setAdjusting: (adjusting: Adjusting | null) => void;
  noteUndrawable: (viewKey: string) => void;
  /** Back to pictures as recorded, whole and side by side: for another recording. */
  reset: () => void;
}

export type ViewingStore = StoreApi<ViewingState>;

const initial = { transforms: {}, shared: fitTransform, adjustments: {}, displayRanges: {}, probe: null, isMagnifying: false, lensPoint: null, activeView: null, comparison: null, maximisedKey: null, adjusting: null, undrawable: new Set<string>() } as const;

/** How pictures are looked at. All but whether they are linked ends with the recording. */
export function createViewingStore(settings: SettingsStore): ViewingStore {
  return createStore<ViewingState>((set, get) => ({
    ...initial,
    setTransform: (viewKey, transform) => {
      if (isZoomLinked(settings)) set({ shared: transform, transforms: {}, activeView: viewKey });
      else set({ transforms: { ...get().transforms, [viewKey]: transform }, activeView: viewKey });
    },
    setLinked: (isLinked) => {
      const { activeView } = get();
      if (isLinked) set({ shared: activeView === null ? get().shared : transformOf(get(), activeView), transforms: {} });
      const { settings: current, update } = settings.getState();
      void update({ playback: { ...current.playback, isZoomLinked: isLinked } });
    },
    adjust: (viewKey, change) => {
      const { adjustments } = get();
      set({ adjustments: { ...adjustments, [viewKey]: { ...adjustmentsOf(get(), viewKey), ...change } } });
    },
    resetAdjustments: (viewKey) => {
      const { [viewKey]: _reset, ...others } = get().adjustments;
      set({ adjustments: others });
    },
    widenDisplayRange: (viewKey, range) => {
      const { displayRanges } = get();
      const before = displayRanges[viewKey] ?? null;
      const next = widened(before, range);
      if (next !== null && next !== before) set({ displayRanges: { ...displayRanges, [viewKey]: next } });
    },
    setProbe: (probe) => set(probe === null ? { probe } : { probe, lensPoint: { u: probe.u, v: probe.v } }),
    toggleMagnifier: () => set({ isMagnifying: !get().isMagnifying }),
    setActiveView: (activeView) => {
      if (get().activeView !== activeView) set({ activeView });
    },
    startComparison: (a, b) => set({ comparison: { a, b, ...initialParameters } }),
    changeComparison: (change) => {
      const { comparison } = get();
      if (comparison !== null) set({ comparison: { ...comparison, ...change } });
    },
    swapSides: () => {
      const { comparison } = get();
      if (comparison !== null) set({ comparison: { ...comparison, a: comparison.b, b: comparison.a } });
    },
    endComparison: () => set({ comparison: null }),
    setMaximised: (maximisedKey) => set({ maximisedKey }),
    setAdjusting: (adjusting) => set({ adjusting }),
    noteUndrawable: (viewKey) => set({ undrawable: new Set([...get().undrawable, viewKey]) }),
    reset: () => set(initial),
  }));
}

/** What part of its pictures a view shows. */
export function transformOf({ transforms, shared }: Pick<ViewingState, 'transforms' | 'shared'>, viewKey: string): ViewTransform {
  return transforms[viewKey] ?? shared;
}

/** How a view's pictures are changed. */
export function adjustmentsOf({ adjustments }: Pick<ViewingState, 'adjustments'>, viewKey: string): Adjustments {
  return adjustments[viewKey] ?? neutralAdjustments;
}

/** Whether all pictures show the same part. */
export function isZoomLinked(settings: SettingsStore): boolean {
  return settings.getState().settings.playback.isZoomLinked;
}
