import { TriangleAlert, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { describeError } from '../components/describe-error.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Notice } from '../components/notice.tsx';

/** Why the newest wish about downloads was not met; nothing when it was. */
export function DownloadFailure() {
  const { failure, dismissFailure } = useStore(useStores().downloads);
  if (failure === null) return null;
  return (
    <Notice isUrgent icon={<TriangleAlert size={14} />} action={<IconButton size="small" label="Dismiss" icon={<X size={14} aria-hidden="true" />} onClick={dismissFailure} />}>
      <strong>{describeError(failure).title}.</strong> {failure.message}
    </Notice>
  );
}
