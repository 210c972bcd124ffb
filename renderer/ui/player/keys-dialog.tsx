import { Dialog } from '../components/dialog.tsx';
import { keyBindings, otherKeys } from './key-bindings.ts';
import styles from './keys-dialog.module.css';

/** All keys of the player's screen. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys">
      <dl className={styles['keys']}>
        {[...keyBindings, ...otherKeys].map(({ shown, does }) => (
          <div key={shown.join()} className={styles['row']}>
            <dt>
              {shown.map((key) => (
                <kbd key={key} className={styles['key']}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
