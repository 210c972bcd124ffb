import type { CommandInput } from '../../preload/contract/commands.ts';
import { pageEntryIds, type PageEntryId } from '../../preload/contract/page-entries.ts';
import type { Client } from '../bridge/client.ts';
import type { PlayerState } from '../playback/player-state.ts';
import type { EntryStores } from './entries/create-entries.ts';
import type { EntryBehaviour } from './entries/entry-behaviour.ts';

const isPlaying = ({ status }: PlayerState) => status === 'playing' || status === 'waiting';

/**
 * Tells the shell whether something plays, and what the entries of its menus can do now: at once, which says that this page
 * hears what is chosen in them, and after every change, once for all that changes together.
 */
export function reportPage(client: Client, stores: EntryStores, entries: ReadonlyMap<PageEntryId, EntryBehaviour>): void {
  let told = '';
  let isDue = false;
  const tell = () => {
    isDue = false;
    const idsThat = (is: (entry: EntryBehaviour) => boolean) => pageEntryIds.filter((id) => [entries.get(id)].some((entry) => entry !== undefined && is(entry)));
    const state = stores.player.getState().playback?.player.state;
    const report: CommandInput<'page.report'> = {
      isPlaying: state !== undefined && isPlaying(state),
      enabled: idsThat((entry) => entry.canBeChosen()),
      checked: idsThat((entry) => entry.isOn?.() === true),
    };
    const words = JSON.stringify(report);
    if (words === told) return;
    told = words;
    void client.call('page.report', report);
  };
  const tellSoon = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(tell);
  };
  tell();

  let stopFollowing = () => {};
  stores.player.subscribe(({ playback }, { playback: before }) => {
    if (playback === before) return;
    stopFollowing();
    stopFollowing = playback === null ? () => {} : followPlayer(playback.player, tellSoon);
    tellSoon();
  });
  stores.viewing.subscribe((state, before) => {
    // The pointer moves over pictures all the time, and no entry is about where it is.
    if (state.probe === before.probe) tellSoon();
  });
  for (const store of [stores.recording, stores.scene, stores.settings, stores.route, stores.downloads, stores.searchFields]) store.subscribe(tellSoon);
}

/** Calls `onChange` for what of a player matters to menus: not for its steps, which come with every picture. */
function followPlayer(player: { readonly state: PlayerState; subscribe: (listener: () => void) => () => void }, onChange: () => void): () => void {
  const read = () => {
    const { state } = player;
    return [isPlaying(state), state.stepCount > 0, state.inStep, state.outStep, state.rate] as const;
  };
  let known = read();
  return player.subscribe(() => {
    const now = read();
    if (now.every((value, index) => value === known[index])) return;
    known = now;
    onChange();
  });
}
