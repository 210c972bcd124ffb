import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { keepAll, type KeepChoice } from '../../../preload/contract/downloads.ts';
import { downloadKey, type DownloadsState, type KeepTarget } from '../../stores/downloads-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Dialog } from '../components/dialog.tsx';
import { formatCountOf } from '../components/format-text.ts';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { NumberField } from '../components/number-field.tsx';
import { Segmented } from '../components/segmented.tsx';
import styles from './keep-dialog.module.css';
import { choiceOf, describeChoice, draftOf, problemOf, type KeepDraft } from './keep-draft.ts';

/** Chooses which views and frames are kept offline; opens over any screen. */
export function KeepDialog() {
  const { downloads } = useStores();
  const { asking, stopAsking } = useStore(downloads);
  return (
    <Dialog isOpen={asking !== null} onClose={stopAsking} title={asking === null ? '' : `Keep ${nameOf(asking)} offline`}>
      {asking === null ? null : <KeepForm key={nameOf(asking)} target={asking} />}
    </Dialog>
  );
}

function KeepForm({ target }: { target: KeepTarget }) {
  const { downloads, storage } = useStores();
  const { keep, stopAsking } = downloads.getState();
  const [before] = useState(() => keptChoice(downloads.getState(), target));
  const [draft, setDraft] = useState<KeepDraft>(() => draftOf(before ?? keepAll, target));
  useEffect(() => void storage.getState().read(), [storage]);
  const freeBytes = useStore(storage, (state) => (state.storage.state === 'ready' ? (state.storage.value.disk?.freeBytes ?? null) : null));
  const change = (part: Partial<KeepDraft>) => setDraft({ ...draft, ...part });
  const { viewKeys: known, frameCount } = target;
  const problem = problemOf(draft);
  return (
    <div className={styles['form']}>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>Views</legend>
        <Segmented
          label="Views"
          value={draft.viewKeys === null ? 'all' : 'some'}
          options={[
            { value: 'all', label: 'All views' },
            { value: 'some', label: 'Chosen views' },
          ]}
          disabled={known.length === 0}
          onChange={(value) => change({ viewKeys: value === 'all' ? null : known })}
        />
        {draft.viewKeys === null ? null : (
          <div className={styles['views']}>
            {known.map((key) => (
              <Checkbox key={key} label={key} isChecked={draft.viewKeys?.includes(key) ?? true} onChange={(isIn) => change({ viewKeys: known.filter((one) => (one === key ? isIn : draft.viewKeys?.includes(one))) })} />
            ))}
          </div>
        )}
      </fieldset>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>Frames</legend>
        <div className={styles['line']}>
          <Segmented
            label="Frames"
            value={draft.isRange ? 'range' : 'all'}
            options={[
              { value: 'all', label: 'All frames' },
              { value: 'range', label: 'A range' },
            ]}
            onChange={(value) => change({ isRange: value === 'range' })}
          />
          {draft.isRange ? (
            <span className={styles['numbers']}>
              <span className={styles['number']}>
                <NumberField label="First frame" decimals={0} min={1} {...(frameCount === null ? {} : { max: frameCount })} value={draft.firstFrame} onChange={(firstFrame) => change({ firstFrame: Math.round(firstFrame) })} />
              </span>
              to
              <span className={styles['number']}>
                <NumberField label="Last frame" decimals={0} min={1} {...(frameCount === null ? {} : { max: frameCount })} value={draft.lastFrame} onChange={(lastFrame) => change({ lastFrame: Math.round(lastFrame) })} />
              </span>
            </span>
          ) : null}
        </div>
        <div className={styles['line']}>
          <span>Of these, keep one frame in every</span>
          <span className={styles['number']}>
            <NumberField label="Keep one frame in every" decimals={0} min={1} max={1_000_000} value={draft.everyNth} onChange={(everyNth) => change({ everyNth: Math.round(everyNth) })} />
          </span>
        </div>
      </fieldset>
      {problem === null ? (
        <output className={styles['meaning']}>
          <strong>{describeChoice(choiceOf(draft), target)}</strong> {consequence(target, before)}
          {freeBytes === null ? '' : ` ${formatDiskBytes(freeBytes)} are free on the disk.`}
        </output>
      ) : (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        <Button onClick={stopAsking}>Cancel</Button>
        <Button variant="primary" disabled={problem !== null} onClick={() => void keep(target, choiceOf(draft))}>
          Keep offline
        </Button>
      </div>
    </div>
  );
}

function nameOf(target: KeepTarget): string {
  if (target.kind === 'dataset') return `${target.dataset.owner}/${target.dataset.slug}`;
  const [first] = target.sequences;
  return target.sequences.length === 1 ? (first?.label ?? '') : formatCountOf(target.sequences.length, 'sequence');
}

/** What was chosen for the one sequence before; null when it is not kept, or several are meant. */
function keptChoice({ bySequence }: DownloadsState, target: KeepTarget): KeepChoice | null {
  const [first, ...others] = target.kind === 'sequences' ? target.sequences : [];
  return first === undefined || others.length > 0 ? null : (bySequence.get(downloadKey(first))?.choice ?? null);
}

function consequence(target: KeepTarget, before: KeepChoice | null): string {
  if (before !== null) return 'What is kept already stays, as far as it is still chosen; the rest is deleted.';
  return target.kind === 'dataset' ? 'Every sequence that the dataset has now is downloaded, one after the other.' : 'It is downloaded in the background, and stays until you remove it.';
}
