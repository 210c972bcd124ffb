import { useId, useState, type FormEvent } from 'react';
import { localOwner } from '../../../preload/contract/local.ts';
import type { DatasetSettings } from '../../../preload/contract/model.ts';
import { defaultBaseRateHz } from '../../stores/player-store.ts';
import type { DatasetName } from '../../stores/settings-store.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Select } from '../components/select.tsx';
import { TextField } from '../components/text-field.tsx';
import styles from './dataset-settings-dialog.module.css';
import { draftOf, exampleNames, isSameSettings, problemsOf, settingsOf, type DatasetSettingsDraft } from './dataset-settings-draft.ts';

export interface DatasetSettingsDialogProps {
  isOpen: boolean;
  onClose: () => void;
  dataset: DatasetName;
  settings: DatasetSettings;
  /** Gets every setting, `undefined` for those that were cleared; not called when nothing was changed. */
  onSave: (chosen: DatasetSettings) => void;
}

/** Asks for what Avala does not say of a dataset: how its frames are named, how its sweeps are laid out, how fast it runs. */
export function DatasetSettingsDialog({ isOpen, onClose, dataset, settings, onSave }: DatasetSettingsDialogProps) {
  const formId = useId();
  const isLocal = dataset.owner === localOwner;
  const save = (chosen: DatasetSettings) => {
    onClose();
    if (!isSameSettings(chosen, settings)) onSave(chosen);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Dataset settings"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId}>
            Save
          </Button>
        </>
      }
    >
      <p className={styles['note']}>
        {isLocal ? 'For this recording' : `For all sequences of ${dataset.owner}/${dataset.slug}`}, in this viewer only. Saving opens the sequence again at this frame.
      </p>
      <SettingsForm id={formId} isLocal={isLocal} settings={settings} onSubmit={save} />
    </Dialog>
  );
}

const columnChoices = [
  { value: 'automatic', label: 'Automatic' },
  { value: '4', label: '4: x, y, z, intensity' },
  { value: '5', label: '5: x, y, z, intensity, ring' },
  { value: '6', label: '6: x, y, z, intensity and two more' },
] as const satisfies readonly { value: DatasetSettingsDraft['binColumns']; label: string }[];

interface SettingsFormProps {
  id: string;
  /** Its files are found by listing folders: no names are made of a pattern. */
  isLocal: boolean;
  settings: DatasetSettings;
  onSubmit: (chosen: DatasetSettings) => void;
}

/** Lives as long as the dialog is open, so that what was typed and given up is gone the next time. */
function SettingsForm({ id, isLocal, settings, onSubmit }: SettingsFormProps) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  // Half a pattern is no mistake yet: nothing is called wrong before it was to be saved.
  const [wasTried, setWasTried] = useState(false);
  const problems = problemsOf(draft);
  const edit = (part: Partial<DatasetSettingsDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problems.loadPattern === null && problems.frameRate === null) onSubmit(settingsOf(draft));
    else setWasTried(true);
  };
  return (
    <form id={id} className={styles['form']} onSubmit={submit}>
      {isLocal ? null : (
        <TextField
          label="Frame name pattern"
          value={draft.loadPattern}
          placeholder="Automatic"
          onChange={(loadPattern) => edit({ loadPattern })}
          error={wasTried ? problems.loadPattern : null}
          description={<PatternNote loadPattern={draft.loadPattern} />}
        />
      )}
      <div className={styles['field']}>
        <span className={styles['label']} aria-hidden="true">
          Columns of .bin point clouds
        </span>
        <Select
          label="Columns of .bin point clouds"
          value={draft.binColumns}
          options={columnChoices}
          onChange={(binColumns) => edit({ binColumns })}
        />
        <p className={styles['note']}>For sweeps without a header, as rows of float32. Automatic judges by the values and says what it chose.</p>
      </div>
      <TextField
        label="Frame rate in fps"
        value={draft.frameRate}
        placeholder={String(defaultBaseRateHz)}
        onChange={(frameRate) => edit({ frameRate })}
        error={wasTried ? problems.frameRate : null}
        description={`Used where frames carry no timestamps; ${defaultBaseRateHz} when nothing is set.`}
      />
    </form>
  );
}

/** How to write a pattern, and what the one that is typed comes to; always as high, so that typing moves nothing. */
function PatternNote({ loadPattern }: { loadPattern: string }) {
  const found = loadPattern.trim() === '' ? 'found automatically.' : 'none yet.';
  return (
    <>
      How frames are named below each view’s address, e.g. <code>{'{load}frame_{index:06}.png?first=1'}</code>: <code>{'{load}'}</code> is
      that address, <code>{'{index:06}'}</code> the number in six digits, <code>first</code> the first number.
      <span className={styles['names']}>Frames: {exampleNames(loadPattern) ?? found}</span>
    </>
  );
}
