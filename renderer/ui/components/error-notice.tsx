import { TriangleAlert } from 'lucide-react';
import type { AppError } from '../../../preload/contract/errors.ts';
import { describeError } from './describe-error.ts';
import { ErrorAction } from './error-action.tsx';
import { Notice } from './notice.tsx';

export interface ErrorNoticeProps {
  error: AppError;
  /** Interrupts what assistive technology is reading; not where what is shown is none the worse for it. */
  isUrgent?: boolean;
  onRetry: () => void;
  onSignIn: () => void;
}

/** One line above content that stays readable although the newest request failed. */
export function ErrorNotice({ error, isUrgent = true, onRetry, onSignIn }: ErrorNoticeProps) {
  return (
    <Notice
      isUrgent={isUrgent}
      icon={<TriangleAlert size={14} />}
      action={<ErrorAction size="small" error={error} onRetry={onRetry} onSignIn={onSignIn} />}
    >
      <strong>{describeError(error).title}.</strong> {error.message}
    </Notice>
  );
}
