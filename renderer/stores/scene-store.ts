import { createStore, type StoreApi } from 'zustand/vanilla';
import { noFilters, type CropBox, type PointFilters, type ValueRange } from '../viewing/point-filters.ts';
import type { Follow, Navigation, Projection } from '../viewing/scene-camera.ts';
import type { PointReading, SceneTool, SecondSweep } from '../viewing/scene-tool.ts';

/** The parts of the inspector, in their order. */
export const inspectorSections = ['colour', 'filters', 'crop', 'view', 'layers', 'cameras', 'conventions', 'calibration', 'sweeps'] as const;
export type InspectorSection = (typeof inspectorSections)[number];

/** How the scene is moved through: the position itself is the view's own, and changes with every picture. */
export interface SceneCamera {
  readonly navigation: Navigation;
  readonly projection: Projection;
  readonly follow: Follow;
}

/** The box that points are cropped to. It is kept while cropping is off, so that it can be turned on again. */
export interface Crop {
  readonly isOn: boolean;
  /** Null until one was set. */
  readonly box: CropBox | null;
}

/** Corners of a measure, set one after another in one view; metres in the world. */
export interface Measured {
  readonly viewKey: string;
  readonly points: readonly (readonly [number, number, number])[];
}

/** How point clouds are looked at in this session; what is kept beyond it is `Settings.pointCloud`. */
export interface SceneState {
  /** Set by the person, by the legend's `rangeKey`; where there is none, the range is measured. */
  readonly ranges: Readonly<Record<string, ValueRange | undefined>>;
  readonly filters: Omit<PointFilters, 'cropBox'>;
  readonly crop: Crop;
  readonly camera: SceneCamera;
  readonly tool: SceneTool;
  readonly secondSweep: SecondSweep;
  /** The point that was read last. */
  readonly picked: PointReading | null;
  /** What is being measured; null while nothing is. */
  readonly measured: Measured | null;
  readonly isInspectorOpen: boolean;
  readonly openSections: ReadonlySet<InspectorSection>;
  /** Null: measured again. */
  setRange: (rangeKey: string, range: ValueRange | null) => void;
  filter: (change: Partial<SceneState['filters']>) => void;
  setClassHidden: (classId: number, isHidden: boolean) => void;
  /** Shows every point again; the crop box is another matter. */
  clearFilters: () => void;
  setCrop: (change: Partial<Crop>) => void;
  setCamera: (change: Partial<SceneCamera>) => void;
  /** The same tool again puts it away. What another tool measured goes with it. */
  toggleTool: (tool: SceneTool) => void;
  setSecondSweep: (change: Partial<SecondSweep>) => void;
  setPicked: (reading: PointReading | null) => void;
  setMeasured: (measured: Measured | null) => void;
  toggleInspector: () => void;
  /** Opens the inspector as well when a section is opened. */
  setSectionOpen: (section: InspectorSection, isOpen: boolean) => void;
  /** Points of another recording have other values, classes and places: only how one looks at them stays. */
  leaveRecording: () => void;
}

export type SceneStore = StoreApi<SceneState>;

const { cropBox: _none, ...noOtherFilters } = noFilters;
const ofRecording = {
  ranges: {},
  filters: noOtherFilters,
  crop: { isOn: false, box: null },
  tool: 'none',
  secondSweep: { mode: 'off', frameOffset: -1, distanceM: 0.3 },
  picked: null,
  measured: null,
} as const;

/** How the 3D views of a window are looked at; shared by all of them, like the style of their points. */
export function createSceneStore(): SceneStore {
  return createStore<SceneState>((set, get) => ({
    ...ofRecording,
    camera: { navigation: 'orbit', projection: 'perspective', follow: 'heading' },
    isInspectorOpen: false,
    openSections: new Set<InspectorSection>(['colour', 'filters']),
    setRange: (rangeKey, range) => {
      const { [rangeKey]: _before, ...others } = get().ranges;
      set({ ranges: range === null ? others : { ...others, [rangeKey]: range } });
    },
    filter: (change) => set({ filters: { ...get().filters, ...change } }),
    setClassHidden: (classId, isHidden) => {
      const hiddenClasses = new Set(get().filters.hiddenClasses);
      if (isHidden) hiddenClasses.add(classId);
      else hiddenClasses.delete(classId);
      get().filter({ hiddenClasses });
    },
    clearFilters: () => set({ filters: ofRecording.filters }),
    setCrop: (change) => {
      const crop = { ...get().crop, ...change };
      set({ crop: { ...crop, isOn: crop.isOn && crop.box !== null } });
    },
    setCamera: (change) => {
      const camera = { ...get().camera, ...change };
      // One's eyes see in perspective: who flies leaves the parallel projection, and the other way round.
      if (change.projection === 'orthographic') camera.navigation = 'orbit';
      else if (camera.navigation === 'look') camera.projection = 'perspective';
      set({ camera });
    },
    toggleTool: (tool) => set({ tool: get().tool === tool ? 'none' : tool, measured: null }),
    setSecondSweep: (change) => {
      const secondSweep = { ...get().secondSweep, ...change };
      // A sweep beside itself shows nothing.
      if (secondSweep.frameOffset !== 0) set({ secondSweep });
    },
    setPicked: (picked) => set({ picked }),
    setMeasured: (measured) => set({ measured }),
    toggleInspector: () => set({ isInspectorOpen: !get().isInspectorOpen }),
    setSectionOpen: (section, isOpen) => {
      const openSections = new Set(get().openSections);
      if (isOpen) openSections.add(section);
      else openSections.delete(section);
      set({ openSections, isInspectorOpen: get().isInspectorOpen || isOpen });
    },
    leaveRecording: () => set(ofRecording),
  }));
}

/** Which points are left in, as the view takes it. */
export function filtersOf({ filters, crop }: Pick<SceneState, 'filters' | 'crop'>): PointFilters {
  return { ...filters, cropBox: crop.isOn ? crop.box : null };
}

/** The box while it is being set: it has handles then, which no tool's clicks must come in the way of. */
export function editedCropBox({ crop, tool, isInspectorOpen, openSections }: Pick<SceneState, 'crop' | 'tool' | 'isInspectorOpen' | 'openSections'>): CropBox | null {
  return crop.isOn && tool === 'none' && isInspectorOpen && openSections.has('crop') ? crop.box : null;
}

/** How many kinds of filters leave points out; the crop box is not one of them. */
export function countFilters({ heightM, rangeM, intensity, hiddenClasses }: SceneState['filters']): number {
  return [heightM, rangeM, intensity].filter((range) => range !== null).length + (hiddenClasses.size > 0 ? 1 : 0);
}
