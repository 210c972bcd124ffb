import type { Download } from '../../../preload/contract/downloads.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { formatCountOf } from '../components/format-text.ts';

export interface RemoveDialogProps {
  /** What would be removed; the dialog is open while there is something. */
  downloads: readonly Download[];
  onClose: () => void;
}

/** Asks before kept files are deleted, and says what that costs. */
export function RemoveDialog({ downloads: chosen, onClose }: RemoveDialogProps) {
  const { downloads } = useStores();
  const bytes = chosen.reduce((sum, one) => sum + one.bytes.done, 0);
  const [first] = chosen;
  const what = chosen.length === 1 ? (first?.label ?? '') : formatCountOf(chosen.length, 'sequence');
  return (
    <Dialog
      isOpen={chosen.length > 0}
      onClose={onClose}
      title={`Remove ${what} from this computer?`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose();
              void downloads.getState().remove(chosen.map(({ id }) => id));
            }}
          >
            Remove
          </Button>
        </>
      }
    >
      <p>
        {bytes === 0
          ? 'Nothing of it is on this computer yet.'
          : `${formatDiskBytes(bytes)} of kept files are deleted, except files that another kept sequence needs.`}{' '}
        Nothing changes in Avala: it can be kept again as long as the service can be reached.
      </p>
    </Dialog>
  );
}
