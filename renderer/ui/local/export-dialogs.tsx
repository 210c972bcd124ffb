import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { describeError } from '../components/describe-error.ts';
import { Dialog } from '../components/dialog.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';

/** How far an export or a verification is, and what came of it. */
export function ExportDialogs() {
  const stores = useStores();
  const exporting = useStore(stores.export, (state) => state.export);
  const verifying = useStore(stores.local, (state) => state.verifying);
  const { replace, dismiss } = stores.export.getState();
  const { endVerifying } = stores.local.getState();
  if (verifying !== null) {
    const title = { running: 'Verifying the file', done: 'The file is whole', failed: verifying.state === 'failed' ? describeError(verifying.error).title : '' }[verifying.state];
    return (
      <Dialog isOpen onClose={endVerifying} title={title} actions={<Button onClick={endVerifying}>{verifying.state === 'running' ? 'Cancel' : 'Close'}</Button>}>
        {verifying.state === 'running' ? <ProgressBar {...verifying.progress} /> : null}
        {verifying.state === 'done' ? <output>Everything in it is as it was exported.</output> : null}
        {verifying.state === 'failed' ? <p role="alert">{verifying.error.message}</p> : null}
      </Dialog>
    );
  }
  switch (exporting.state) {
    case 'idle':
      return null;
    case 'exists':
      return (
        <Dialog
          isOpen
          onClose={dismiss}
          title="Replace the file?"
          actions={
            <>
              <Button onClick={dismiss}>Cancel</Button>
              <Button variant="danger" onClick={() => void replace()}>
                Replace
              </Button>
            </>
          }
        >
          <p>
            There is a file called {exporting.name} already. It stays until the new one is written and verified, and is then replaced.
          </p>
        </Dialog>
      );
    case 'running':
      return (
        <Dialog isOpen onClose={() => undefined} title={`Exporting ${exporting.name}`} actions={<Button onClick={dismiss}>Cancel</Button>}>
          <ProgressBar {...exporting.progress} />
        </Dialog>
      );
    case 'done':
      return (
        <Dialog isOpen onClose={dismiss} title="The recording is exported" actions={<Button onClick={dismiss}>Close</Button>}>
          <output>{exporting.name} was written and verified. Open it on any machine with Avala Viewer: by Open file…, by dropping it, or with --open.</output>
        </Dialog>
      );
    default:
      return (
        <Dialog isOpen onClose={dismiss} title={describeError(exporting.error).title} actions={<Button onClick={dismiss}>Close</Button>}>
          <p role="alert">{exporting.error.message}</p>
        </Dialog>
      );
  }
}
