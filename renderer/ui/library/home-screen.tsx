import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { OnThisComputer } from '../offline/on-this-computer.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { DatasetList } from './dataset-list.tsx';
import styles from './home-screen.module.css';
import { LocalRecordings } from '../local/local-recordings.tsx';
import { OpenPlaceForm } from './open-place-form.tsx';
import { RecentDatasets } from './recent-datasets.tsx';
import { SampleCard } from './sample-card.tsx';

/** The start: the datasets that the key can list, or without a key those that are saved, and the other ways to open one. */
export function HomeScreen() {
  const isSignedOut = useStore(useStores().session, (state) => state.session.state === 'signed-out');
  return (
    <div className={styles['screen']}>
      <section className={styles['list']} aria-labelledby="datasets-title">
        <DatasetList titleId="datasets-title" />
      </section>
      <aside className={styles['side']} aria-label="Other ways to open a dataset">
        {isSignedOut ? (
          <section aria-labelledby="sign-in-title">
            <h2 id="sign-in-title" className={styles['title']}>
              Sign in to Avala
            </h2>
            <p className={styles['note']}>What is saved on this computer can be read without a key.</p>
            <SignInForm />
          </section>
        ) : null}
        <OpenPlaceForm />
        <OnThisComputer />
        <RecentDatasets />
        <LocalRecordings />
        <SampleCard />
      </aside>
    </div>
  );
}
