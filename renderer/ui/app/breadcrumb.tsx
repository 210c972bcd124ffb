import { useStore } from 'zustand';
import { formatRoute, isLocal, type Route } from '../../stores/route.ts';
import styles from './breadcrumb.module.css';
import { useStores } from './stores-context.tsx';
import { useSequenceLabel } from './use-sequence-label.ts';

interface Crumb {
  label: string;
  route: Route;
}

/** The way from the start to the place that is open; every step but the last is a link. */
export function Breadcrumb() {
  const stores = useStores();
  const route = useStore(stores.route, (state) => state.route);
  const crumbs = crumbsOf(route, useSequenceLabel(stores));
  return (
    <nav aria-label="Breadcrumb" className={styles['nav']}>
      <ol className={styles['list']}>
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          return (
            <li key={formatRoute(crumb.route)} className={styles['crumb']}>
              {isLast && index > 0 ? (
                <span aria-current="page" className={styles['current']} title={crumb.label}>
                  {crumb.label}
                </span>
              ) : (
                <a
                  href={formatRoute(crumb.route)}
                  className={index === 0 ? styles['product'] : styles['link']}
                  aria-current={isLast ? 'page' : undefined}
                >
                  {crumb.label}
                </a>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function crumbsOf(route: Route, sequenceLabel: string | null): Crumb[] {
  const home: Crumb = { label: 'Avala Viewer', route: { screen: 'home' } };
  if (route.screen === 'downloads') return [home, { label: 'Downloads', route }];
  if (route.screen === 'storage') return [home, { label: 'Storage', route }];
  if (route.screen !== 'dataset' && route.screen !== 'moment') return [home];
  const { owner, slug } = route;
  const dataset: Crumb = {
    label: `${owner}/${slug}`,
    route: { screen: 'dataset', owner, slug, tab: 'sequences', itemUid: null },
  };
  if (isLocal(route)) return [home, { label: sequenceLabel ?? 'Local recording', route }];
  if (route.screen === 'dataset') return [home, dataset];
  return [home, dataset, { label: sequenceLabel ?? route.sequenceUid, route }];
}
