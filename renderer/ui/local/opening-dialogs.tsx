import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { describeError } from '../components/describe-error.ts';
import { Dialog } from '../components/dialog.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { GuessDialog } from './guess-dialog.tsx';

/** What is asked and said while folders or files are being opened. */
export function OpeningDialogs() {
  const { local } = useStores();
  const opening = useStore(local, (state) => state.opening);
  const { giveUp, chooseAndOpen } = local.getState();
  if (opening === null) return null;
  if (opening.state === 'asking') return <GuessDialog key={`${opening.guess.id} ${opening.guess.recording}`} guess={opening.guess} />;
  if (opening.state === 'failed') {
    return (
      <Dialog
        isOpen
        onClose={giveUp}
        title={describeError(opening.error).title}
        actions={
          <>
            <Button onClick={() => void chooseAndOpen('folders')}>Open folder…</Button>
            <Button onClick={() => void chooseAndOpen('files')}>Open file…</Button>
            <Button variant="primary" onClick={giveUp}>
              Close
            </Button>
          </>
        }
      >
        <p role="alert">{opening.error.message}</p>
      </Dialog>
    );
  }
  return (
    <Dialog isOpen onClose={giveUp} title="Opening" actions={<Button onClick={giveUp}>Cancel</Button>}>
      <ProgressBar {...opening.progress} />
    </Dialog>
  );
}
