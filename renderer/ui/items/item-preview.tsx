import { ImageOff } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import type { Item } from '../../../preload/contract/model.ts';
import { mediaUrl } from '../../bridge/media-url.ts';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { PreviewLoading } from './preview-loading.tsx';

const ItemStill = lazy(async () => ({ default: (await import('./item-still.tsx')).ItemStill }));

/** What an item holds, drawn: its bytes decide how. */
export function ItemPreview({ item }: { item: Item }) {
  const { items, session } = useStores();
  const { preview, retryPreview } = useStore(items);
  if (preview.state === 'idle') {
    return (
      <EmptyState icon={<ImageOff size={20} />} title="Nothing to show">
        <p>{item.media?.state === 'unfetchable' ? item.media.reason : 'Avala sent no media for this item.'}</p>
      </EmptyState>
    );
  }
  if (preview.state === 'loading') return <PreviewLoading />;
  if (preview.state === 'failed') {
    return <ErrorState error={preview.error} onRetry={() => void retryPreview()} onSignIn={session.getState().openSignIn} />;
  }
  const { mediaId, kind } = preview.value;
  if (kind === 'video') return <ItemVideo source={mediaUrl(mediaId)} label={item.key} />;
  return (
    <Suspense fallback={<PreviewLoading />}>
      <ItemStill mediaId={mediaId} label={item.key} />
    </Suspense>
  );
}

function ItemVideo({ source, label }: { source: string; label: string }) {
  return (
    // An item's recording has no words to caption.
    <video src={source} aria-label={label} controls muted preload="metadata" width="100%" height="100%" />
  );
}
