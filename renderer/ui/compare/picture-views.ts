import { isPlayable } from '../../stores/playback.ts';
import type { OpenedView } from '../../stores/recording-store.ts';
import { paneKind } from '../player/view-kind.ts';

/** The keys of the views that have pictures, in the service's order. */
export function pictureViewKeys(views: readonly OpenedView[]): string[] {
  return views.filter((view) => isPlayable(view) && paneKind(view) === 'camera').map(({ key }) => key);
}
