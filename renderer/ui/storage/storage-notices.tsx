import { RefreshCw, ShieldCheck, TriangleAlert, X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useStore } from 'zustand';
import type { Storage } from '../../../preload/contract/storage.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { describeError } from '../components/describe-error.ts';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import styles from './storage-notices.module.css';

/** What is wrong with the store or was found by verifying and checking it, and how far these and moving are. */
export function StorageNotices() {
  const store = useStores().storage;
  const { storage, failure, verification, verified, check, checked, move, cancelVerification, cancelCheck, cancelMove, dismissFailure, dismissVerified, dismissChecked } = useStore(store);
  const problem = storage.state === 'ready' ? storage.value.problem : null;
  const dismiss = (onClick: () => void) => <IconButton size="small" label="Dismiss" icon={<X size={14} aria-hidden="true" />} onClick={onClick} />;
  return (
    <>
      {problem === null ? null : (
        <Notice isUrgent icon={<TriangleAlert size={14} />}>
          <strong>The data folder cannot be used.</strong> {problem}
        </Notice>
      )}
      {failure === null ? null : (
        <Notice isUrgent icon={<TriangleAlert size={14} />} action={dismiss(dismissFailure)}>
          <strong>{describeError(failure).title}.</strong> {failure.message}
        </Notice>
      )}
      <RunningJob progress={verification} stopLabel="Stop" onStop={() => void cancelVerification()} />
      {verified === null ? null : (
        <Notice tone={verified.damagedFiles === 0 ? 'calm' : 'warning'} icon={verified.damagedFiles === 0 ? <ShieldCheck size={14} /> : <TriangleAlert size={14} />} action={dismiss(dismissVerified)}>
          {foundWords(verified)}
        </Notice>
      )}
      <RunningJob progress={check} stopLabel="Stop" onStop={() => void cancelCheck()} />
      {checked === null ? null : (
        <Notice tone={checked.goneFiles === 0 ? 'calm' : 'warning'} icon={checked.goneFiles === 0 ? <RefreshCw size={14} /> : <TriangleAlert size={14} />} action={dismiss(dismissChecked)}>
          {changesWords(checked)}
        </Notice>
      )}
      <RunningJob progress={move} stopLabel="Cancel" onStop={() => void cancelMove()} />
    </>
  );
}

/** How far long work is, with the way to end it; nothing while there is none. */
function RunningJob({ progress, stopLabel, onStop }: { progress: ComponentProps<typeof ProgressBar> | null; stopLabel: string; onStop: () => void }) {
  if (progress === null) return null;
  return (
    <div className={styles['job']}>
      <ProgressBar {...progress} />
      <Button onClick={onStop}>{stopLabel}</Button>
    </div>
  );
}

function changesWords({ checkedFiles, replacedFiles, goneFiles, untoldFiles }: NonNullable<Storage['lastCheck']>): string {
  const parts = [
    replacedFiles === 0 ? null : `${formatCountOf(replacedFiles, 'file')} had changed and ${replacedFiles === 1 ? 'was' : 'were'} replaced; a sequence that is open shows that when it is opened again.`,
    goneFiles === 0 ? null : `${formatCountOf(goneFiles, 'file')} ${goneFiles === 1 ? 'is' : 'are'} not at the media host any more; what is kept stays.`,
    untoldFiles === 0 ? null : `Of ${formatCountOf(untoldFiles, 'file')} the media host does not say whether there is another version.`,
  ].filter((part) => part !== null);
  const areAllSame = parts.length === 0;
  return `Checked: ${formatCountOf(checkedFiles, 'file')}${areAllSame ? ', all as the media hosts have them.' : '.'}${areAllSame ? '' : ` ${parts.join(' ')}`}`;
}

function foundWords({ checkedFiles, damagedFiles }: NonNullable<Storage['lastVerified']>): string {
  if (damagedFiles === 0) return `Verified: ${formatCountOf(checkedFiles, 'file')}, all as they were downloaded.`;
  const isOne = damagedFiles === 1;
  return `Verified: ${formatCount(damagedFiles)} of ${formatCountOf(checkedFiles, 'file')} ${isOne ? 'was' : 'were'} damaged or gone, and ${isOne ? 'is' : 'are'} not shown. ${isOne ? 'It is' : 'They are'} downloaded again as soon as that is possible.`;
}
