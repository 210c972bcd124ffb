import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function recordingHandlers({
  recordings,
}: HandlerParts): Pick<Handlers, 'recording.open' | 'recording.view' | 'recording.close'> {
  return {
    'recording.open': (input, signal) => recordings.open(input, signal),
    'recording.view': (input, signal) => recordings.view(input, signal),
    'recording.close': (input) => {
      recordings.close(input);
      return null;
    },
  };
}
