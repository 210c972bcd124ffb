import type { Conventions } from '../../preload/contract/point-cloud-settings.ts';
import { usualConventions } from '../../preload/contract/point-cloud-settings.ts';
import { emptyRig, sceneRigOf, type SceneRig, type ShownFrame } from '../geometry/scene-rig.ts';
import type { OpenedView, RecordingStore } from './recording-store.ts';
import { datasetSettings, type DatasetName, type SettingsStore } from './settings-store.ts';

/** Which frame a view shows, zero-based; null where it shows none. */
export type ShownFrameIndex = (viewKey: string) => number | null;

/** Where the sensors of the open recording are, at any step. Cheap enough for every frame: it reads and stores nothing. */
export interface RigSource {
  readonly conventions: Conventions;
  /** By the conventions of the dataset unless others are to be tried. */
  rigOf(frameIndexOf: ShownFrameIndex, conventions?: Conventions): SceneRig;
  /** Calls `listener` when the rig of a step may be another: views were resolved, conventions changed. Returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
}

/** Follows the recording and what the person said of its dataset. */
export function createRigSource(recording: RecordingStore, settings: SettingsStore, dataset: DatasetName): RigSource {
  const conventionsNow = () => datasetSettings(settings.getState().settings, dataset).conventions ?? usualConventions;
  return {
    get conventions() {
      return conventionsNow();
    },
    rigOf: (frameIndexOf, conventions = conventionsNow()) => {
      const shown = recording.getState().views.flatMap((view) => shownFrame(view, frameIndexOf(view.key)));
      return shown.length === 0 ? emptyRig : sceneRigOf(shown, conventions);
    },
    subscribe: (listener) => {
      let before = conventionsNow();
      const stopViews = recording.subscribe(({ views }, { views: viewsBefore }) => {
        if (views !== viewsBefore) listener();
      });
      const stopSettings = settings.subscribe(() => {
        const now = conventionsNow();
        if (now === before) return;
        before = now;
        listener();
      });
      return () => {
        stopViews();
        stopSettings();
      };
    },
  };
}

function shownFrame(view: OpenedView, frameIndex: number | null): ShownFrame[] {
  if (view.state !== 'resolved' || frameIndex === null) return [];
  // A video is one medium, whose calibration is that of all its frames.
  const frame = view.frames[frameIndex] ?? (view.video === undefined ? undefined : view.frames[0]);
  if (frame === undefined) return [];
  return [{ viewKey: view.key, kind: view.kind === 'point-cloud' ? 'point-cloud' : 'image', frameIndex, frame }];
}
