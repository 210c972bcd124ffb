import type { Recording, View } from '../../preload/contract/model.ts';
import type { SequenceViews } from './sidecar/why-unused.ts';

/** A recording that is open, wherever it comes from: the service, the store, a file or a folder. */
export interface ReadableRecording {
  describe(): Recording;
  /** A view's frames. Rejects with `invalid-input` for a view that is none, `cancelled` when given up or closed. */
  view(viewKey: string, signal: AbortSignal): Promise<View>;
  /** What is known of the views so far. */
  views(): SequenceViews;
  /** The ids of the media of a view's frames, in order, null where there is nothing to fetch; none while it is not resolved. */
  mediaOf(viewKey: string): readonly (string | null)[];
  /** Stops what is still being found; closing twice is fine. */
  close(): void;
}
