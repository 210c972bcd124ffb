import { MapPinOff } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { formatRoute, isWithin, localMoment, localRoute, type LocalRoute, type Route } from '../../stores/route.ts';
import { downloadKey } from '../../stores/downloads-store.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { DownloadsScreen } from '../downloads/downloads-screen.tsx';
import { DatasetScreen } from '../library/dataset-screen.tsx';
import { HomeScreen } from '../library/home-screen.tsx';
import { LocalGate } from '../local/local-gate.tsx';
import { hasAny } from '../offline/describe-download.ts';
import { PlayerSkeleton } from '../player/player-skeleton.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import { StorageScreen } from '../storage/storage-screen.tsx';
import { loadPlayer } from './load-player.ts';
import { SampleGate } from './sample-gate.tsx';
import { useStores } from './stores-context.tsx';

const PlayerScreen = lazy(loadPlayer);

/**
/**
 * The screen that a route names. Signed out, everything but the sample and what is on this computer asks for a key first
 * and stays where it is, so that signing in opens exactly the address that was asked for.
 */
export function Screen({ route }: { route: Route }) {
  const { about, connection, session, downloads } = useStores();
  const hasSaved = useStore(connection, (state) => state.hasSavedAnswers);
  const isRead = useStore(downloads, (state) => state.isRead);
  const isLocal = useStore(downloads, ({ bySequence }) => {
    if (route.screen !== 'moment') return route.screen === 'downloads' || route.screen === 'storage';
    const download = bySequence.get(downloadKey(route));
    return download !== undefined && hasAny(download);
  });
  const isSignedOut = useStore(session, (state) => state.session.state === 'signed-out');
  if (route.screen === 'unknown') return <UnknownPlace address={route.address} />;
  if (isWithin(route, about.sample)) {
    return (
      <SampleGate>
        <Place route={route} />
      </SampleGate>
    );
  }
  const local = localRoute(route);
  if (local !== null) {
    return (
      <LocalGate key={local.slug} id={local.slug}>
        <LocalPlace route={local} />
      </LocalGate>
    );
  }
  if (!isSignedOut || hasSaved || isLocal) return <Place route={route} />;
  // What is kept opens without a key, once it is known what is.
  return route.screen === 'moment' && !isRead ? <PlayerSkeleton /> : <SignInScreen route={route} />;
}

/** A local recording is a dataset of one sequence: its list would show nothing else, so that one is opened. */
function LocalPlace({ route }: { route: LocalRoute }) {
  const { replace } = useStores().route.getState();
  const isMoment = route.screen === 'moment';
  useEffect(() => {
    if (!isMoment) replace(localMoment(route.slug));
  }, [isMoment, replace, route.slug]);
  return isMoment ? <Place route={route} /> : null;
}

function Place({ route }: { route: Exclude<Route, { screen: 'unknown' }> }) {
  const { replaceFrame } = useStores().route.getState();
  switch (route.screen) {
    case 'home':
      return <HomeScreen />;
    case 'downloads':
      return <DownloadsScreen />;
    case 'storage':
      return <StorageScreen />;
    case 'dataset':
      return <DatasetScreen key={`${route.owner}/${route.slug}`} route={route} />;
    default:
      return (
        <Suspense fallback={<PlayerSkeleton />}>
          <PlayerScreen moment={route} onFrame={replaceFrame} />
        </Suspense>
      );
  }
}

function UnknownPlace({ address }: { address: string }) {
  return (
    <EmptyState
      tone="problem"
      icon={<MapPinOff size={20} />}
      title="There is nothing at this address"
      actions={<a href={formatRoute({ screen: 'home' })}>Go to the start</a>}
    >
      <p>
        <code>{address}</code> names neither a dataset (<code>#/OWNER/SLUG</code>) nor a sequence (
        <code>#/OWNER/SLUG/SEQUENCE_UID</code>).
      </p>
    </EmptyState>
  );
}
