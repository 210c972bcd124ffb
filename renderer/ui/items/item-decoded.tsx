import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import { createDecoder } from '../../decode/decode-pool.ts';
import type { FrameOutcome, FramePanel } from '../../playback/frame.ts';
import { mediaUrl } from '../../bridge/media-url.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PointCloudPane } from '../point-cloud/point-cloud-pane.tsx';
import { PreviewLoading } from './preview-loading.tsx';

/** Media that no element of the browser shows: decoded in workers and, being a point cloud, drawn in 3D. */
export function ItemDecoded({ mediaId, label }: { mediaId: string; label: string }) {
  const [attempt, setAttempt] = useState(0);
  return <Attempt key={`${mediaId} ${attempt}`} mediaId={mediaId} label={label} onRetry={() => setAttempt(attempt + 1)} />;
}

interface AttemptProps {
  mediaId: string;
  label: string;
  onRetry: () => void;
}

function Attempt({ mediaId, label, onRetry }: AttemptProps) {
  const { settings } = useStores();
  const style = useStore(settings, (state) => state.settings.pointCloud);
  const outcome = useDecoded(mediaId);
  const [panel, setPanel] = useState<FramePanel<ViewFrame> | null>(null);
  useEffect(() => {
    if (outcome?.state === 'ready') panel?.present({ frameIndex: 0, outcome });
  }, [panel, outcome]);

  if (outcome === null) return <PreviewLoading />;
  if (outcome.state !== 'ready') {
    return (
      <EmptyState tone="problem" title="This item cannot be shown" actions={<Button onClick={onRetry}>Try again</Button>}>
        <p>{outcome.reason}</p>
      </EmptyState>
    );
  }
  return (
    <PointCloudPane
      label={label}
      style={style}
      onStyleChange={(pointCloud) => void settings.getState().update({ pointCloud })}
      onPanel={setPanel}
    />
  );
}

/** Decodes one medium, in a worker of its own that ends with it; null until it is done. */
function useDecoded(mediaId: string): FrameOutcome<ViewFrame> | null {
  const [outcome, setOutcome] = useState<FrameOutcome<ViewFrame> | null>(null);
  useEffect(() => {
    const decoder = createDecoder();
    const load = decoder.load({ url: new URL(mediaUrl(mediaId), location.href).href, hint: 'point-cloud' });
    let frame: ViewFrame | null = null;
    let isGone = false;
    const show = async () => {
      const result = await load.value;
      if (result.state === 'ready') frame = result.frame;
      if (isGone) frame?.close();
      else setOutcome(result);
    };
    void show();
    return () => {
      isGone = true;
      decoder.dispose();
      frame?.close();
    };
  }, [mediaId]);
  return outcome;
}
