import { MapPinOff } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { formatRoute, isWithin, type Route } from '../../stores/route.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { DatasetScreen } from '../library/dataset-screen.tsx';
import { HomeScreen } from '../library/home-screen.tsx';
import { PlayerSkeleton } from '../player/player-skeleton.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import { loadPlayer } from './load-player.ts';
import { SampleGate } from './sample-gate.tsx';
import { useStores } from './stores-context.tsx';

const PlayerScreen = lazy(loadPlayer);

/**
 * The screen that a route names. Signed out, everything but the sample asks for a key first and stays where it is, so
 * that signing in opens exactly the address that was asked for; what is saved on this computer needs no key.
 */
export function Screen({ route }: { route: Route }) {
  const { about, connection, session } = useStores();
  const hasSaved = useStore(connection, (state) => state.hasSavedAnswers);
  const isSignedOut = useStore(session, (state) => state.session.state === 'signed-out');
  if (route.screen === 'unknown') return <UnknownPlace address={route.address} />;
  if (isWithin(route, about.sample)) {
    return (
      <SampleGate>
        <Place route={route} />
      </SampleGate>
    );
  }
  return isSignedOut && !hasSaved ? <SignInScreen route={route} /> : <Place route={route} />;
}

function Place({ route }: { route: Exclude<Route, { screen: 'unknown' }> }) {
  const { replaceFrame } = useStores().route.getState();
  switch (route.screen) {
    case 'home':
      return <HomeScreen />;
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
