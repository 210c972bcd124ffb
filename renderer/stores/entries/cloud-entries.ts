import { cloudKeys, colorModeEntries, layerEntries, measureEntries, navigationEntries, presetKeys } from '../../../preload/contract/page-entries.ts';
import type { PlayerKey } from '../../../preload/contract/player-keys.ts';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { SceneStore } from '../scene-store.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { EntryBehaviour, EntryBehaviours, PressChord } from './entry-behaviour.ts';
import { activatePane, shownPanes, type PaneStores } from './shown-panes.ts';

export interface CloudEntryStores extends PaneStores {
  scene: SceneStore;
  settings: SettingsStore;
}

/** The entries of point clouds. How they are drawn and looked at is shared by all of them; where from is each one's own. */
export function cloudEntries(stores: CloudEntryStores, pressChord: PressChord): EntryBehaviours {
  const { scene, settings } = stores;
  const canBeChosen = () => shownPanes(stores, 'cloud').length > 0;
  const style = () => settings.getState().settings.pointCloud;
  const restyle = (change: Partial<PointCloudSettings>) => void settings.getState().update({ pointCloud: { ...style(), ...change } });
  const keyed = ({ chords: [chord = ''] }: PlayerKey): EntryBehaviour => ({
    canBeChosen,
    choose: () => {
      activatePane(stores, 'cloud');
      pressChord(chord);
    },
  });
  const tool = (value: 'pick' | (typeof measureEntries)[number]['value']): EntryBehaviour => ({
    canBeChosen,
    choose: () => scene.getState().toggleTool(value),
    isOn: () => scene.getState().tool === value,
  });

  return [
    ...cloudKeys.map((key) => [key.id, key.id === 'cloud-parallel' ? { ...keyed(key), isOn: () => scene.getState().camera.projection === 'orthographic' } : keyed(key)] as const),
    ...presetKeys.map((key) => [key.id, keyed(key)] as const),
    ...colorModeEntries.map(({ id, value }) => [id, { canBeChosen, choose: () => restyle({ colorMode: value }), isOn: () => style().colorMode === value }] as const),
    ['cloud-pick', tool('pick')],
    ...measureEntries.map(({ id, value }) => [id, tool(value)] as const),
    ...navigationEntries.map(
      ({ id, value }) => [id, { canBeChosen, choose: () => scene.getState().setCamera({ navigation: value }), isOn: () => scene.getState().camera.navigation === value }] as const,
    ),
    ...layerEntries.map(({ id, value }) => [id, { canBeChosen, choose: () => restyle({ [value]: !style()[value] }), isOn: () => style()[value] }] as const),
    ['cloud-overlay', { canBeChosen, choose: () => restyle({ overlay: { ...style().overlay, isOn: !style().overlay.isOn } }), isOn: () => style().overlay.isOn }],
    ['cloud-inspector', { canBeChosen, choose: () => scene.getState().toggleInspector(), isOn: () => scene.getState().isInspectorOpen }],
  ];
}
