import { keptRanges } from '../media/kept-ranges.ts';
import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function recordingHandlers({
  recordings,
  registry,
  store,
}: HandlerParts): Omit<Pick<Handlers, Extract<keyof Handlers, `recording.${string}`>>, 'recording.exportName' | 'recording.export'> {
  return {
    'recording.open': (input, signal) => recordings.open(input, signal),
    'recording.view': (input, signal) => recordings.view(input, signal),
    'recording.kept': (input) => ({ ranges: keptRanges(recordings.mediaOf(input), registry, store.current) }),
    'recording.sidecars': (input) => recordings.sidecars(input),
    'recording.addSidecars': (input) => recordings.addSidecars(input),
    'recording.removeSidecars': (input) => recordings.removeSidecars(input),
    'recording.close': (input) => {
      recordings.close(input);
      return null;
    },
  };
}
