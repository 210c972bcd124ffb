import { useId, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import { localOwner, type LocalGuess, type LocalView } from '../../../preload/contract/local.ts';
import { defaultBaseRateHz } from '../../stores/player-store.ts';
import { datasetSettings } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Select } from '../components/select.tsx';
import { TextField } from '../components/text-field.tsx';
import { formatFrameRate, parseFrameRate } from '../player/frame-rate.ts';
import styles from './guess-dialog.module.css';
import { GuessTable } from './guess-table.tsx';
import { problemsOfViews } from './guess-problems.ts';

const formats: Record<string, string> = { folders: 'Folders of pictures and point clouds', 'KITTI raw': 'KITTI raw data', nuScenes: 'A dataset laid out as nuScenes', SUSTechPOINTS: 'A SUSTechPOINTS scene' };

/** Shows what a folder was taken for, and lets the person correct it before it is opened. */
export function GuessDialog({ guess }: { guess: LocalGuess }) {
  const { local, settings } = useStores();
  const chosen = useStore(settings, (state) => datasetSettings(state.settings, { owner: localOwner, slug: guess.id }));
  const { accept, giveUp, lookAt } = local.getState();
  const formId = useId();
  const [views, setViews] = useState<readonly LocalView[]>(guess.views);
  const [calibration, setCalibration] = useState(guess.calibration.chosen);
  const [rate, setRate] = useState(() => (chosen.frameRateHz === undefined ? '' : formatFrameRate(chosen.frameRateHz)));
  const problem = problemsOfViews(views);
  const rateProblem = rate.trim() === '' || parseFrameRate(rate) !== null ? null : 'Type a number of frames a second, from 0.1 to 240.';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null || rateProblem !== null) return;
    void accept({
      correction: { recording: guess.recording, views: views.map(({ source, key, kind, isShown }) => ({ source, key: key.trim(), kind, isShown })), calibration },
      frameRateHz: rate.trim() === '' ? null : parseFrameRate(rate),
    });
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={giveUp}
      title={`Open ${guess.label}`}
      actions={
        <>
          <Button onClick={giveUp}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={problem !== null || rateProblem !== null}>
            Open
          </Button>
        </>
      }
    >
      <form id={formId} className={styles['form']} onSubmit={submit}>
        <p className={styles['found']}>{formats[guess.format] ?? guess.format}. What is changed here is remembered for this folder, on this computer; the folder stays as it is.</p>
        {guess.recordings.length > 1 ? (
          <div className={styles['field']}>
            <Select
              label="Recording"
              isLabelShown
              value={guess.recording}
              options={guess.recordings.map((name) => ({ value: name, label: name }))}
              onChange={(name) => void lookAt(name)}
            />
          </div>
        ) : null}
        <GuessTable views={views} onChange={setViews} />
        <output className={styles['problem']}>{problem}</output>
        <div className={styles['row']}>
          <TextField
            label="Frame rate in fps"
            value={rate}
            placeholder={String(defaultBaseRateHz)}
            onChange={setRate}
            error={rateProblem}
            description={`Used where files tell no times; ${defaultBaseRateHz} when nothing is set.`}
          />
          <div className={styles['field']}>
            <span className={styles['label']} aria-hidden="true">
              Calibration
            </span>
            <Select label="Calibration" value={calibration} options={calibrationOptions(guess)} onChange={setCalibration} />
            <p className={styles['note']}>Files from elsewhere can be added once the recording is open.</p>
          </div>
        </div>
        {guess.notes.length === 0 ? null : (
          <ul className={styles['notes']} aria-label="What was found">
            {guess.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}

function calibrationOptions({ calibration: { files } }: LocalGuess) {
  const found = files.length === 0 ? 'None was found' : files.length === 1 ? `As found: ${files[0]?.path ?? ''}` : `As found: ${files.length} files`;
  return [
    { value: 'found', label: found },
    ...(files.length > 1 ? files.map(({ path, what }) => ({ value: path, label: `Only ${path} (${what})` })) : []),
    ...(files.length > 0 ? [{ value: 'none', label: 'None' }] : []),
  ];
}
