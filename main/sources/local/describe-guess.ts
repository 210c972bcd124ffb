import type { LocalCorrection, LocalGuess } from '../../../preload/contract/local.ts';
import { plainFrameName } from '../sidecar/match-frames.ts';
import type { Alignment } from './align-views.ts';
import type { LookedThrough } from './look-through.ts';

const alignmentNotes: Record<Alignment, string> = {
  'by name': 'Frames are put side by side by the names of their files; where a view lacks one, it shows a gap.',
  'by time': 'Frames are put side by side by their times.',
  'by order': 'The files’ names have nothing in common, so frames are put side by side in their order.',
};

/** What a folder is taken for, as it is shown to a person: the guess with what they have corrected before. */
export function describeGuess({ id, label }: { id: string; label: string }, looked: LookedThrough, correction: LocalCorrection | null, alignment: Alignment): LocalGuess {
  const { layout, recording, facts } = looked;
  const views = recording.views.map(({ source, key, kind, folder, frames, isUsual }) => {
    const corrected = correction?.views.find((view) => view.source === source);
    const firstName = frames[0]?.path.split('/').at(-1) ?? '';
    return { source, key: corrected?.key ?? key, kind: corrected?.kind ?? kind, isShown: corrected?.isShown ?? isUsual, folder, fileCount: frames.length, firstName };
  });
  const calibrations = facts.sidecars.filter(({ content }) => content.cameras.length > 0).map(({ name, content }) => ({ path: name, what: content.what }));
  const labelled = new Set(facts.sidecars.flatMap(({ content }) => content.labels.map(({ frame }) => plainFrameName(frame)))).size;
  const stillCount = views.filter(({ isShown, kind }) => isShown && kind !== 'video').length;
  return {
    id,
    label,
    format: layout.format,
    recordings: layout.recordings.map(({ name }) => name),
    recording: recording.name,
    views,
    calibration: { chosen: correction?.calibration ?? 'found', files: calibrations },
    notes: [
      ...(stillCount > 1 ? [alignmentNotes[alignment]] : []),
      ...(labelled > 0 ? [`Labels were found for ${labelled.toLocaleString('en')} ${labelled === 1 ? 'frame' : 'frames'}.`] : []),
      ...(facts.frameCalibration.size > 0 ? [`${facts.frameCalibration.size.toLocaleString('en')} frames have calibration of their own.`] : []),
      ...(facts.worldFromDevice.size > 0 ? ['Poses of the vehicle were found.'] : []),
      ...facts.notes,
      ...looked.notes,
    ],
    settings: facts.settings,
  };
}
