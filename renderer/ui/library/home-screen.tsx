import { OnThisComputer } from '../offline/on-this-computer.tsx';
import { DatasetList } from './dataset-list.tsx';
import styles from './home-screen.module.css';
import { LocalRecordings } from '../local/local-recordings.tsx';
import { OpenPlaceForm } from './open-place-form.tsx';
import { RecentDatasets } from './recent-datasets.tsx';
import { SampleCard } from './sample-card.tsx';

/** The start: the datasets that the key can list, and the other ways to open one. */
export function HomeScreen() {
  return (
    <div className={styles['screen']}>
      <section className={styles['list']} aria-labelledby="datasets-title">
        <DatasetList titleId="datasets-title" />
      </section>
      <aside className={styles['side']} aria-label="Other ways to open a dataset">
        <OpenPlaceForm />
        <OnThisComputer />
        <RecentDatasets />
        <LocalRecordings />
        <SampleCard />
      </aside>
    </div>
  );
}
