import { X } from 'lucide-react';
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Conventions, PointCloudSettings } from '../../../../preload/contract/point-cloud-settings.ts';
import { colorModeChoices } from '../../../../preload/contract/view-choices.ts';
import type { PointCloudView } from '../../../panels/point-cloud/point-cloud-view.ts';
import { countFilters, type InspectorSection, type SceneStore } from '../../../stores/scene-store.ts';
import type { SidecarsStore } from '../../../stores/sidecars-store.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import type { ScenePane } from '../scene-pane.ts';
import { CalibrationSection } from './calibration-section.tsx';
import { CamerasSection } from './cameras-section.tsx';
import { ColourSection } from './colour-section.tsx';
import { ConventionsSection, type ShareSource } from './conventions-section.tsx';
import { CropSection } from './crop-section.tsx';
import { FiltersSection } from './filters-section.tsx';
import styles from './inspector.module.css';
import { LayersSection } from './layers-section.tsx';
import { SweepsSection } from './sweeps-section.tsx';
import { ViewSection } from './view-section.tsx';

export interface InspectorProps {
  /** What is inspected, e.g. the view's key: part of the name that assistive technology reads. */
  label: string;
  view: PointCloudView;
  pane: ScenePane;
  scene: SceneStore;
  style: PointCloudSettings;
  onStyleChange: (change: Partial<PointCloudSettings>) => void;
  /** Null where there are no other sweeps, e.g. for a single file. */
  sweeps: { readonly problem: string | null } | null;
  /** Null where there are no cameras, e.g. for a single file. */
  calibration: PaneCalibration | null;
}

/** What ties a view to the cameras beside it, and how it is set. */
export interface PaneCalibration {
  readonly conventions: Conventions;
  readonly onConventions: (conventions: Conventions) => void;
  readonly shareSource: ShareSource;
  readonly sidecars: SidecarsStore;
}

/** Everything about how the points are drawn, in parts that open and close; beside the picture. */
export function Inspector({ label, view, pane, scene, style, onStyleChange, sweeps, calibration }: InspectorProps) {
  const state = useStore(scene);
  const facts = useSyncExternalStore(
    useCallback((listener: () => void) => pane.facts.subscribe(listener), [pane]),
    () => pane.facts.facts,
  );
  const legend = useSyncExternalStore(
    (listener) => view.onLegendChange(listener),
    () => view.legend,
  );
  const part = (section: InspectorSection, title: string, detail: string | null, content: ReactNode) => (
    <Disclosure title={title} detail={detail} isOpen={state.openSections.has(section)} onChange={(isOpen) => state.setSectionOpen(section, isOpen)}>
      {content}
    </Disclosure>
  );
  const filterCount = countFilters(state.filters);
  return (
    <aside className={styles['inspector']} aria-label={`Inspector of ${label}`}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>Inspector</h2>
        <IconButton size="small" label="Close the inspector" icon={<X size={14} />} onClick={state.toggleInspector} />
      </header>
      <div className={styles['parts']}>
        {part(
          'colour',
          'Colour',
          colorModeChoices.find(({ value }) => value === style.colorMode)?.label ?? null,
          <ColourSection style={style} legend={legend} fieldNames={facts.fieldNames} histogram={facts.histogram} onStyleChange={onStyleChange} onRangeChange={state.setRange} />,
        )}
        {part(
          'filters',
          'Filters',
          filterCount === 0 ? null : `${filterCount} on`,
          <FiltersSection filters={state.filters} extents={facts} classes={facts.classes} onFilter={state.filter} onHideClass={state.setClassHidden} />,
        )}
        {part(
          'crop',
          'Crop',
          state.crop.isOn ? 'On' : null,
          <CropSection crop={state.crop} boxAround={(of) => pane.boxAround(of)} onChange={state.setCrop} />,
        )}
        {part(
          'view',
          'View',
          null,
          <ViewSection camera={state.camera} hasEgo={facts.hasEgo} onChange={state.setCamera} onPreset={(preset) => pane.look(preset)} onHome={() => pane.home()} onFit={() => pane.fit()} />,
        )}
        {part('layers', 'Layers', null, <LayersSection style={style} isPlayed={sweeps !== null} hasEgo={facts.hasEgo} hasCameras={calibration !== null} onStyleChange={onStyleChange} />)}
        {calibration === null ? null : (
          <>
            {part('cameras', 'Cameras', style.overlay.isOn ? 'On' : null, <CamerasSection overlay={style.overlay} shareSource={calibration.shareSource} onChange={(overlay) => onStyleChange({ overlay })} />)}
            {part(
              'conventions',
              'Conventions',
              null,
              <ConventionsSection
                conventions={calibration.conventions}
                shareSource={calibration.shareSource}
                onChange={(conventions) => {
                  calibration.onConventions(conventions);
                  // The points may lie elsewhere now; they do so from this task's end on.
                  requestAnimationFrame(() => pane.fit());
                }}
              />,
            )}
            {part('calibration', 'Calibration files', null, <CalibrationSection sidecars={calibration.sidecars} />)}
          </>
        )}
        {sweeps === null
          ? null
          : part('sweeps', 'Compare sweeps', null, <SweepsSection secondSweep={state.secondSweep} problem={sweeps.problem} onChange={state.setSecondSweep} />)}
      </div>
    </aside>
  );
}
