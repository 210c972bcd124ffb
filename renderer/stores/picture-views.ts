import { isPlayable } from './playback.ts';
import type { OpenedView } from './recording-store.ts';
import { paneKind } from './pane-kind.ts';

/** The keys of the views that have pictures, in the service's order. */
export function pictureViewKeys(views: readonly OpenedView[]): string[] {
  return views.filter((view) => isPlayable(view) && paneKind(view) === 'camera').map(({ key }) => key);
}
