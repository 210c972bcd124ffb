import { localOwner } from '../../../preload/contract/local.ts';
import type { PlaybackSettings } from '../../../preload/contract/model.ts';
import { loopEntries, speedEntries, type PageEntryId } from '../../../preload/contract/page-entries.ts';
import { playerKeys, screenKeys } from '../../../preload/contract/player-keys.ts';
import type { PlayerState } from '../../playback/player-state.ts';
import { downloadKey, type DownloadsStore } from '../downloads-store.ts';
import type { ExportStore } from '../export-store.ts';
import type { RouteStore } from '../route-store.ts';
import type { PlayerStore } from '../player-store.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { EntryBehaviours, PressChord } from './entry-behaviour.ts';
import type { PaneStores } from './shown-panes.ts';

export interface PlaybackEntryStores extends PaneStores {
  player: PlayerStore;
  settings: SettingsStore;
  route: RouteStore;
  downloads: DownloadsStore;
  export: ExportStore;
}

/** What an entry of playback needs besides frames. */
const needs: Partial<Record<PageEntryId, (state: PlayerState) => boolean>> = {
  'clear-in': ({ inStep }) => inStep !== null,
  'go-to-in': ({ inStep }) => inStep !== null,
  'clear-out': ({ outStep }) => outStep !== null,
  'go-to-out': ({ outStep }) => outStep !== null,
  'clear-both': ({ inStep, outStep }) => inStep !== null || outStep !== null,
};

/** The entries of the open recording and of playing it. */
export function playbackEntries(stores: PlaybackEntryStores, pressChord: PressChord): EntryBehaviours {
  const { player, settings, route, downloads, recording, viewing } = stores;
  const state = () => player.getState().playback?.player.state ?? null;
  const isOpen = () => state() !== null;
  const hasFrames = () => (state()?.stepCount ?? 0) > 0;
  const playback = () => settings.getState().settings.playback;
  const change = (part: Partial<PlaybackSettings>) => void settings.getState().update({ playback: { ...playback(), ...part } });
  const moment = () => {
    const { route: place } = route.getState();
    return place.screen === 'moment' && isOpen() ? place : null;
  };
  const canKeep = () => {
    const place = moment();
    return place !== null && place.owner !== localOwner && !downloads.getState().bySequence.has(downloadKey(place));
  };
  const maximise = () => {
    const { activeView, maximisedKey, setMaximised } = viewing.getState();
    const keys = recording.getState().views.map(({ key }) => key);
    setMaximised(maximisedKey === null ? (keys.find((key) => key === activeView) ?? keys[0] ?? null) : null);
  };
  return [
    ...playerKeys.map(({ id, chords: [chord] }) => {
      const has = needs[id] ?? (() => true);
      const canBeChosen = () => {
        const now = state();
        return now !== null && now.stepCount > 0 && has(now);
      };
      return [id, { canBeChosen, choose: () => pressChord(chord) }] as const;
    }),
    ...screenKeys.map(({ id, chords: [chord] }) => [id, { canBeChosen: id === 'keep-offline' ? canKeep : isOpen, choose: () => pressChord(chord) }] as const),
    [
      'export-recording',
      {
        canBeChosen: () => moment() !== null,
        choose: () => {
          const place = moment();
          if (place !== null) void stores.export.getState().begin(place);
        },
      },
    ],
    [
      'maximise',
      {
        canBeChosen: () => isOpen() && recording.getState().views.length > 0 && viewing.getState().comparison === null,
        choose: maximise,
        isOn: () => viewing.getState().maximisedKey !== null,
      },
    ],
    ['every-frame', { canBeChosen: isOpen, choose: () => change({ pacing: playback().pacing === 'every-frame' ? 'real-time' : 'every-frame' }), isOn: () => playback().pacing === 'every-frame' }],
    ['ping-pong', { canBeChosen: isOpen, choose: () => change({ isPingPong: !playback().isPingPong }), isOn: () => playback().isPingPong }],
    ...loopEntries.map(({ id, value }) => [id, { canBeChosen: isOpen, choose: () => change({ loop: value }), isOn: () => playback().loop === value }] as const),
    ...speedEntries.map(
      ({ id, rate }) => [id, { canBeChosen: hasFrames, choose: () => player.getState().playback?.player.dispatch({ type: 'set-rate', rate }), isOn: () => state()?.rate === rate }] as const,
    ),
  ];
}
