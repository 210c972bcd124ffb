import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../preload/contract/errors.ts';
import { describeError } from './describe-error.ts';
import { EmptyState } from './empty-state.tsx';
import { ErrorAction } from './error-action.tsx';

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
  return (
    <EmptyState
      tone="problem"
      icon={<CircleAlert size={20} />}
      title={describeError(error).title}
      actions={
        <>
          <ErrorAction error={error} onRetry={onRetry} onSignIn={onSignIn} />
          {actions}
        </>
      }
    >
      <p>{error.message}</p>
    </EmptyState>
  );
}
