import { Play } from 'lucide-react';
import { routeOf } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import styles from './sample-card.module.css';

/** The way to the built-in sample from the start screen. */
export function SampleCard() {
  const { about, route } = useStores();
  return (
    <section className={styles['card']} aria-labelledby="sample-card-title">
      <div>
        <h2 id="sample-card-title">Sample drive</h2>
        <p className={styles['note']}>Synthetic cameras and LiDAR</p>
      </div>
      <Button icon={<Play size={14} aria-hidden="true" />} onClick={() => route.getState().navigate(routeOf(about.sample))}>
        Open
      </Button>
    </section>
  );
}
