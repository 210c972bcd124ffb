import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../../preload/contract/errors.ts';
import { Button } from './button.tsx';
import { describeError } from './describe-error.ts';
import styles from './error-notice.module.css';
import { RetryButton } from './retry-button.tsx';

export interface ErrorNoticeProps {
  error: AppError;
  onRetry?: (() => void) | undefined;
  onSignIn?: (() => void) | undefined;
}

/** One line above content that stays readable although the newest request failed. */
export function ErrorNotice({ error, onRetry, onSignIn }: ErrorNoticeProps) {
  const { title, nextStep } = describeError(error);
  return (
    <div className={styles['notice']} role="alert">
      <TriangleAlert size={14} className={styles['icon']} aria-hidden="true" />
      <p className={styles['text']}>
        <strong className={styles['title']}>{title}.</strong> {error.message}
      </p>
      {nextStep === 'retry' && onRetry !== undefined ? (
        <RetryButton size="small" error={error} onRetry={onRetry} />
      ) : null}
      {nextStep === 'sign-in' && onSignIn !== undefined ? (
        <Button size="small" onClick={onSignIn}>
          Sign in
        </Button>
      ) : null}
    </div>
  );
}
