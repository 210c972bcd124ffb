import type { MediaKind } from '../../../preload/contract/model.ts';
import type { MediaFetch } from '../../media/fetch-media.ts';

/** Where one frame of a view lies, before it is checked and registered. */
export interface FrameAddress {
  /** Absolute, of any scheme; null keeps the slot of a frame that is not there. May be signed. */
  url: string | null;
  /** Milliseconds on the recording's own clock. */
  timestampMs: number | null;
}

/** What every step of finding a view's frames works with. */
export interface LoadContext {
  /** The view's `load`, absolute. May be signed. */
  load: string;
  /** The number of frames that the service claims. */
  frameCount: number | null;
  fetchMedia: MediaFetch;
  signal: AbortSignal;
}

/** What a step came to; `detail` follows the rules of `Evidence`. */
export type StepResult =
  | { outcome: 'used'; detail: string; frames: FrameAddress[]; /** Null when no byte was looked at. */ kind: MediaKind | null }
  | {
      outcome: 'failed' | 'skipped';
      detail: string;
      /** No later step can help either, and `detail` says why: the host is down, the format has no public layout. */
      isFinal?: boolean;
    };

/** Frames of one view at most: a manifest that holds more is cut, and says so. */
export const maxFrames = 100_000;

/** Frames without timestamps, as all forms but the JSON list have them. */
export function untimed(urls: readonly (string | null)[]): FrameAddress[] {
  return urls.map((url) => ({ url, timestampMs: null }));
}
