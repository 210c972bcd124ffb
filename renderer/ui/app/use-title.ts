import { useEffect } from 'react';
import type { Route } from '../../stores/route.ts';

/** Names the window after the place, for the task bar, tabs and the browser's history. */
export function useTitle(route: Route): void {
  const place = placeOf(route);
  useEffect(() => {
    document.title = place === null ? 'Avala Viewer' : `${place} – Avala Viewer`;
  }, [place]);
}

function placeOf(route: Route): string | null {
  switch (route.screen) {
    case 'dataset':
      return `${route.owner}/${route.slug}`;
    case 'moment':
      return `${route.sequenceUid} – ${route.owner}/${route.slug}`;
    default:
      return null;
  }
}
