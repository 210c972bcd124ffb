import type { LocalCorrection } from '../../../preload/contract/local.ts';
import { localSequenceUid } from '../../../preload/contract/local.ts';
import type { SourceFrame } from '../frame-source.ts';
import type { ManifestFrame, ManifestView, RecordingManifest } from '../manifest/recording-manifest.ts';
import { applySidecars } from '../sidecar/apply-sidecars.ts';
import { plainFrameName } from '../sidecar/match-frames.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';
import { stemOf } from '../sidecar/sidecar.ts';
import { alignViews, type Alignment } from './align-views.ts';
import type { FoundRecording, FoundView, RecordingFacts } from './found-recording.ts';
import { makeUnique } from './name-views.ts';

export interface LocalManifestParts {
  label: string;
  recording: FoundRecording;
  facts: RecordingFacts;
  correction: LocalCorrection | null;
}

/** A view that is shown, under the name and as the kind that it has by now. */
interface ShownView extends FoundView {
  readonly shownKey: string;
}

/** The recording that a folder makes, with what a person has corrected; and how its views were put side by side. */
export function toManifest({ label, recording, facts, correction }: LocalManifestParts): { manifest: RecordingManifest; alignment: Alignment } {
  const shown = shownViews(recording, correction);
  const stills = shown.filter(({ kind }) => kind !== 'video');
  const aligned = alignViews(stills.map(({ frames }) => ({ frames: frames.map(({ path }) => ({ path, timeMs: facts.timesMs.get(path) ?? null })) })));
  const sidecars = chosenSidecars(facts.sidecars, correction?.calibration ?? 'found');
  // Calibration means the sensors that folders are named for, whatever a person calls their views.
  const cameraKeys = shown.filter(({ kind }) => kind !== 'point-cloud').map(({ key }) => key);
  const views = shown.map((view): ManifestView => {
    const at = stills.indexOf(view);
    const indices = aligned.indices[at] ?? view.frames.map((_, index) => index);
    const frames = indices.map((index, step) => toFrame(index === null ? null : (view.frames[index]?.path ?? null), facts, at === -1 ? null : (aligned.stepTimesMs?.[step] ?? null)));
    const served = { key: view.key, kind: view.kind, frames: frames.map(toSourceFrame) };
    const applied = applySidecars(served, sidecars, cameraKeys);
    const calibrated = correction?.calibration === 'none' ? applied.frames : withOwnCalibration(view, applied.frames, facts, cameraKeys);
    return {
      key: view.shownKey,
      kind: view.kind,
      frames: frames.map((frame, index) => ({ ...frame, calibration: calibrated[index]?.calibration ?? null, cuboids: calibrated[index]?.cuboids ?? null })),
      evidence: [{ step: 'Folder', outcome: 'used', detail: describeView(view, aligned.by, stills.length) }, ...applied.evidence],
    };
  });
  return { manifest: { version: 1, sequence: { uid: localSequenceUid, key: label, status: null }, views, missingViews: [], unkeptViews: [] }, alignment: aligned.by };
}

function shownViews({ views }: FoundRecording, correction: LocalCorrection | null): ShownView[] {
  const shown = views.flatMap((view) => {
    const corrected = correction?.views.find(({ source }) => source === view.source);
    if (!(corrected?.isShown ?? view.isUsual)) return [];
    // A file that is a video is one, and a picture is no video, whatever is chosen.
    const kind = corrected === undefined || view.kind === 'video' || corrected.kind === 'video' ? view.kind : corrected.kind;
    return [{ ...view, kind, shownKey: corrected?.key ?? view.key }];
  });
  // A folder that has come since it was corrected may be called as a view that was renamed.
  const keys = makeUnique(shown.map(({ shownKey }) => shownKey));
  return shown.map((view, index) => ({ ...view, shownKey: keys[index] ?? view.shownKey }));
}

function chosenSidecars(sidecars: readonly SidecarFile[], chosen: string): SidecarFile[] {
  return sidecars.map((file) => (chosen === 'found' || chosen === file.name ? file : { ...file, content: { ...file.content, cameras: [] } }));
}

/** The frames with the calibration that is of this one frame alone, where there is any. */
function withOwnCalibration({ key, kind }: FoundView, frames: readonly SourceFrame[], { frameCalibration }: RecordingFacts, cameraKeys: readonly string[]): readonly SourceFrame[] {
  if (frameCalibration.size === 0 || kind === 'point-cloud') return frames;
  return frames.map((frame) => {
    const file = frame.url === null ? undefined : frameCalibration.get(plainFrameName(stemOf(frame.url)));
    return file === undefined ? frame : (applySidecars({ key, kind, frames: [frame] }, [file], cameraKeys).frames[0] ?? frame);
  });
}

function toFrame(path: string | null, { timesMs, worldFromDevice }: RecordingFacts, stepTimeMs: number | null): ManifestFrame {
  const timestampMs = path === null ? stepTimeMs : (timesMs.get(path) ?? null);
  return { media: path, name: path, uid: null, key: null, timestampMs, calibration: null, worldFromDevice: path === null ? null : (worldFromDevice.get(path) ?? null), cuboids: null };
}

function toSourceFrame({ name, uid, key, timestampMs, calibration, worldFromDevice, cuboids }: ManifestFrame): SourceFrame {
  return { url: name, uid, key, timestampMs, calibration, worldFromDevice, cuboids };
}

function describeView({ folder, frames, kind }: FoundView, by: Alignment, stillCount: number): string {
  if (kind === 'video') return 'One video file.';
  const files = `${frames.length.toLocaleString('en')} ${frames.length === 1 ? 'file' : 'files'} of ${folder === '' ? 'the folder' : folder}`;
  return stillCount > 1 ? `${files}, put beside those of the other views ${by}.` : `${files}.`;
}
