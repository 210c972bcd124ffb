import { beforeEach, expect, it } from 'vitest';
import { countFilters, createSceneStore, filtersOf, type SceneStore } from '../../../../renderer/stores/scene-store.ts';

const box = { center: [1, 2, 3], dimensions: [10, 20, 5], yawRad: 0.5 } as const;
let store: SceneStore;

beforeEach(() => {
  store = createSceneStore();
});

it('keeps a range for each thing that is coloured by, until it is to be measured again', () => {
  const { setRange } = store.getState();
  setRange('height', { min: -1, max: 4 });
  setRange('field ring', { min: 0, max: 31 });
  setRange('height', { min: 0, max: 2 });
  expect(store.getState().ranges).toEqual({ height: { min: 0, max: 2 }, 'field ring': { min: 0, max: 31 } });
  setRange('height', null);
  expect(store.getState().ranges).toEqual({ 'field ring': { min: 0, max: 31 } });
});

it('leaves out by every filter that is set, and by none once they are cleared', () => {
  const { filter, setClassHidden, clearFilters } = store.getState();
  filter({ heightM: { min: 0, max: 2 } });
  filter({ intensity: { min: 10, max: 255 } });
  setClassHidden(7, true);
  setClassHidden(18, true);
  setClassHidden(7, false);
  expect(filtersOf(store.getState())).toEqual({ heightM: { min: 0, max: 2 }, rangeM: null, intensity: { min: 10, max: 255 }, hiddenClasses: new Set([18]), cropBox: null });
  expect(countFilters(store.getState().filters)).toBe(3);
  clearFilters();
  expect(filtersOf(store.getState())).toEqual({ heightM: null, rangeM: null, intensity: null, hiddenClasses: new Set(), cropBox: null });
  expect(countFilters(store.getState().filters)).toBe(0);
});

it('gives who listens another set of hidden classes at every change', () => {
  const before = store.getState().filters.hiddenClasses;
  store.getState().setClassHidden(3, true);
  expect(store.getState().filters.hiddenClasses).not.toBe(before);
  expect(before.size).toBe(0);
});

it('crops while cropping is on, and keeps the box while it is off', () => {
  const { setCrop } = store.getState();
  setCrop({ isOn: true });
  expect(store.getState().crop.isOn, 'without a box there is nothing to crop to').toBe(false);
  setCrop({ isOn: true, box });
  expect(filtersOf(store.getState()).cropBox).toEqual(box);
  setCrop({ isOn: false });
  expect(filtersOf(store.getState()).cropBox).toBeNull();
  setCrop({ isOn: true });
  expect(filtersOf(store.getState()).cropBox).toEqual(box);
  setCrop({ box: null });
  expect(store.getState().crop).toEqual({ isOn: false, box: null });
});

it('puts a tool away when it is chosen again', () => {
  const { toggleTool } = store.getState();
  toggleTool('pick');
  toggleTool('distance');
  expect(store.getState().tool).toBe('distance');
  toggleTool('distance');
  expect(store.getState().tool).toBe('none');
});

it('flies in perspective only', () => {
  const { setCamera } = store.getState();
  setCamera({ projection: 'orthographic' });
  setCamera({ navigation: 'look' });
  expect(store.getState().camera).toEqual({ navigation: 'look', projection: 'perspective', follow: 'heading' });
  setCamera({ projection: 'orthographic' });
  expect(store.getState().camera).toEqual({ navigation: 'orbit', projection: 'orthographic', follow: 'heading' });
});

it('drops a measure with the tool that it was made with', () => {
  store.getState().toggleTool('distance');
  store.getState().setMeasured({ viewKey: 'lidar', points: [[0, 0, 0]] });
  store.getState().toggleTool('angle');
  expect(store.getState().measured).toBeNull();
});

it('never sets a sweep beside itself', () => {
  store.getState().setSecondSweep({ mode: 'difference', frameOffset: 3 });
  store.getState().setSecondSweep({ frameOffset: 0 });
  expect(store.getState().secondSweep).toEqual({ mode: 'difference', frameOffset: 3, distanceM: 0.3 });
});

it('opens the inspector with a section, but closes a section without the inspector', () => {
  store.getState().setSectionOpen('crop', true);
  expect(store.getState().isInspectorOpen).toBe(true);
  store.getState().setSectionOpen('crop', false);
  expect(store.getState().isInspectorOpen).toBe(true);
  expect(store.getState().openSections.has('crop')).toBe(false);
});

it('forgets with a recording what belongs to its points, and keeps how one moves and what is open', () => {
  const { setRange, filter, setCrop, setCamera, toggleTool, setSecondSweep, toggleInspector, leaveRecording } = store.getState();
  setRange('height', { min: 0, max: 1 });
  filter({ rangeM: { min: 2, max: 40 } });
  setCrop({ isOn: true, box });
  setCamera({ projection: 'orthographic', follow: 'none' });
  toggleTool('angle');
  setSecondSweep({ mode: 'side-by-side' });
  toggleInspector();
  leaveRecording();
  const fresh = createSceneStore().getState();
  const { ranges, filters, crop, tool, secondSweep, camera, isInspectorOpen } = store.getState();
  expect({ ranges, filters, crop, tool, secondSweep }).toEqual({ ranges: {}, filters: fresh.filters, crop: fresh.crop, tool: 'none', secondSweep: fresh.secondSweep });
  expect(camera).toEqual({ navigation: 'orbit', projection: 'orthographic', follow: 'none' });
  expect(isInspectorOpen).toBe(true);
});
