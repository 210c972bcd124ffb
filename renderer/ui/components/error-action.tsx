import type { AppError } from '../../../preload/contract/errors.ts';
import { Button } from './button.tsx';
import { describeError } from './describe-error.ts';
import { RetryButton } from './retry-button.tsx';

export interface ErrorActionProps {
  error: AppError;
  size?: 'small' | 'medium';
  /** Tries the same again; without it no button offers to. */
  onRetry?: (() => void) | undefined;
  /** Asks for a key; without it no button offers to. */
  onSignIn?: (() => void) | undefined;
}

/** The button that helps after a failure, where one can. */
export function ErrorAction({ error, size = 'medium', onRetry, onSignIn }: ErrorActionProps) {
  const { nextStep } = describeError(error);
  if (nextStep === 'retry' && onRetry !== undefined) return <RetryButton size={size} error={error} onRetry={onRetry} />;
  if (nextStep === 'sign-in' && onSignIn !== undefined) {
    return (
      <Button size={size} variant={size === 'small' ? 'standard' : 'primary'} onClick={onSignIn}>
        Sign in
      </Button>
    );
  }
  return null;
}
