import type { AppError } from '../../../preload/contract/errors.ts';
import { Button } from './button.tsx';
import { useSecondsUntil } from './use-seconds-until.ts';

/** Tries again; while the service asked to wait, says how long and does nothing. */
export function RetryButton({ error, onRetry, size = 'medium' }: { error: AppError; onRetry: () => void; size?: 'small' | 'medium' }) {
  const seconds = useSecondsUntil(error.retryAtMs ?? null);
  return (
    <Button size={size} onClick={onRetry} disabled={seconds > 0} focusableWhenDisabled>
      {seconds > 0 ? `Try again in ${seconds} s` : 'Try again'}
    </Button>
  );
}
