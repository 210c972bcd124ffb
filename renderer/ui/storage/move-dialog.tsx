import { useState } from 'react';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/text-field.tsx';

/** Asks where the media are to be kept from now on. */
export function MoveDialog({ onClose }: { onClose: () => void }) {
  const { storage, fileChooser } = useStores();
  const [folder, setFolder] = useState('');
  /** Two dialogs over each other would be one too many. */
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = async () => {
    setIsChoosing(true);
    const [chosen] = await fileChooser.getState().choose({ what: 'place', suggestedName: '', note: null });
    if (chosen !== undefined) setFolder(chosen);
    setIsChoosing(false);
  };
  const move = () => {
    onClose();
    storage.getState().moveTo(folder.trim());
  };
  return (
    <Dialog
      isOpen={!isChoosing}
      onClose={onClose}
      title="Move all media to another folder"
      actions={
        <>
          <Button onClick={() => void choose()}>Choose…</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={folder.trim() === ''} onClick={move}>
            Move
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (folder.trim() !== '') move();
        }}
      >
        <TextField
          label="New folder"
          placeholder="/media/big-disk/avala"
          value={folder}
          onChange={setFolder}
          description="A full path on the computer that runs Avala Viewer. It is made if it is not there; if it is, it must be empty."
        />
      </form>
      <p>The old folder is used until everything was copied, so nothing is lost if moving is interrupted.</p>
    </Dialog>
  );
}
