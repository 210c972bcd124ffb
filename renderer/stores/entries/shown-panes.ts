import { paneKind, type PaneKind } from '../pane-kind.ts';
import { isPlayable } from '../playback.ts';
import type { RecordingStore } from '../recording-store.ts';
import type { ViewingStore } from '../viewing-store.ts';

export interface PaneStores {
  recording: RecordingStore;
  viewing: ViewingStore;
}

/** The keys of the views of a kind whose panes are to be seen and can draw. A comparison lies over all of them. */
export function shownPanes({ recording, viewing }: PaneStores, kind: PaneKind): string[] {
  const { comparison, maximisedKey, undrawable } = viewing.getState();
  if (comparison !== null) return [];
  const isShown = (key: string) => (maximisedKey === null || maximisedKey === key) && !undrawable.has(key);
  return recording.getState().views.flatMap((view) => (isPlayable(view) && paneKind(view) === kind && isShown(view.key) ? [view.key] : []));
}

/** Of these, the one that the person works in, else the first; null where there is none. */
export function chosenPane(stores: PaneStores, kind: PaneKind): string | null {
  const shown = shownPanes(stores, kind);
  const { activeView } = stores.viewing.getState();
  return shown.find((key) => key === activeView) ?? shown[0] ?? null;
}

/** Lets keys act on the pane that a menu's entry is for. */
export function activatePane(stores: PaneStores, kind: PaneKind): void {
  const key = chosenPane(stores, kind);
  if (key !== null) stores.viewing.getState().setActiveView(key);
}
