import { VisuallyHidden } from '../components/visually-hidden.tsx';
import styles from './app.module.css';
import topBar from './top-bar.module.css';

/** The frame of the window until its first question is answered: the system may be asking for leave to read the key first. */
export function Starting() {
  return (
    <div className={styles['app']} aria-busy="true">
      <header className={topBar['bar']} />
      <VisuallyHidden>
        <output>Avala Viewer is starting</output>
      </VisuallyHidden>
    </div>
  );
}
