import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../preload/contract/errors.ts';
import { Button } from './button.tsx';
import { describeError } from './describe-error.ts';
import { EmptyState } from './empty-state.tsx';
import { RetryButton } from './retry-button.tsx';

export interface ErrorStateProps {
  error: AppError;
  /** Tries the same again; the button is left out without it, or when trying again cannot help. */
  onRetry?: (() => void) | undefined;
  /** Opens the sign-in screen; offered when the key is the problem. */
  onSignIn?: (() => void) | undefined;
  /** Further buttons. */
  actions?: ReactNode;
}

/** Fills an area whose content could not be had: what happened, what to do, and the button that does it. */
export function ErrorState({ error, onRetry, onSignIn, actions }: ErrorStateProps) {
  const { title, nextStep } = describeError(error);
  return (
    <EmptyState
      tone="problem"
      icon={<CircleAlert size={20} />}
      title={title}
      actions={
        <>
          {nextStep === 'retry' && onRetry !== undefined ? <RetryButton error={error} onRetry={onRetry} /> : null}
          {nextStep === 'sign-in' && onSignIn !== undefined ? (
            <Button variant="primary" onClick={onSignIn}>
              Sign in
            </Button>
          ) : null}
          {actions}
        </>
      }
    >
      <p>{error.message}</p>
    </EmptyState>
  );
}
