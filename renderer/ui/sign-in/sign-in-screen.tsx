import { Play } from 'lucide-react';
import { routeOf, type Route } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { LocalRecordings } from '../local/local-recordings.tsx';
import { OnThisComputer } from '../offline/on-this-computer.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-screen.module.css';

/** The first screen without a key: two equal ways in, by key or by the built-in sample; and below, what lies on this computer. */
export function SignInScreen({ route }: { route: Route }) {
  const { about, route: routeStore } = useStores();
  const wanted = route.screen === 'dataset' || route.screen === 'moment' ? `${route.owner}/${route.slug}` : null;
  return (
    <div className={styles['area']}>
      <div className={styles['card']}>
        <section className={styles['way']} aria-labelledby="sign-in-title">
          <h1 id="sign-in-title" className={styles['title']}>
            Sign in to Avala
          </h1>
          <p className={styles['lead']}>
            {wanted === null ? (
              'See the datasets and sequences that your API key can read.'
            ) : (
              <>
                Opening <strong>{wanted}</strong> needs an API key that can read it.
              </>
            )}
          </p>
          <SignInForm />
        </section>
        <section className={styles['way']} aria-labelledby="sample-title">
          <h2 id="sample-title" className={styles['title']}>
            Try the sample drive
          </h2>
          <p className={styles['lead']}>A synthetic drive with cameras and LiDAR in step. No key and no network needed.</p>
          <Button
            size="large"
            icon={<Play size={14} aria-hidden="true" />}
            onClick={() => routeStore.getState().navigate(routeOf(about.sample))}
          >
            Open the sample drive
          </Button>
          <p className={styles['note']}>Built on this computer the first time, which takes some seconds.</p>
        </section>
        <div className={styles['local']}>
          <LocalRecordings />
        </div>
      </div>
      <div className={styles['kept']}>
        <OnThisComputer titleClassName={styles['title']} />
      </div>
    </div>
  );
}
