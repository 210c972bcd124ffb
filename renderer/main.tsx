import { createRoot, type Root } from 'react-dom/client';
import { bridgeGlobal, type Bridge } from '../preload/contract/bridge.ts';
import { createClient, type Client } from './bridge/client.ts';
import { createHostBridge } from './bridge/host-bridge.ts';
import { readMediaType } from './bridge/read-media-type.ts';
import { createStores } from './stores/create-stores.ts';
import { pressOnPage } from './stores/press-key.ts';
import { browserAddress } from './stores/route-store.ts';
import { parseRoute } from './stores/route.ts';
import { App } from './ui/app/app.tsx';
import { loadPlayer } from './ui/app/load-player.ts';
import { Starting } from './ui/app/starting.tsx';
import { StartFailed } from './ui/app/start-failed.tsx';
import './ui/theme/tokens.css';
import './ui/theme/base.css';

declare global {
  interface Window {
    /** Electron's preload puts it there; a browser at the loopback host has none. */
    [bridgeGlobal]?: Bridge<File>;
  }
}

/** Asks the privileged process what a window needs to draw its first screen, then draws it. */
async function start(root: Root, client: Client): Promise<void> {
  root.render(<Starting />);
  const answer = await client.call('app.start', {});
  if (answer.ok) root.render(<App stores={createStores(answer.value, { client, address: browserAddress, readMediaType, pressKey: pressOnPage, pathOfFile: window[bridgeGlobal]?.pathOfFile ?? null })} />);
  else root.render(<StartFailed error={answer.error} onRetry={() => void start(root, client)} />);
  // So that it is there before a sequence can be clicked.
  requestIdleCallback(() => void loadPlayer());
}

const container = document.querySelector('#root');
if (container === null) throw new Error('index.html has no #root');
// A link to a moment has no time to lose: its screen loads while the first question is answered.
if (parseRoute(location.hash).screen === 'moment') void loadPlayer();
void start(createRoot(container), createClient(window[bridgeGlobal] ?? createHostBridge()));
