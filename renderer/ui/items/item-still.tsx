import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PointCloudFrame, ViewFrame } from '../../decode/decoded-frame.ts';
import { createDecoder } from '../../decode/decode-pool.ts';
import type { FrameOutcome, FramePanel } from '../../playback/frame.ts';
import { mediaUrl } from '../../bridge/media-url.ts';
import { createSceneStore } from '../../stores/scene-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PointCloudPane } from '../point-cloud/point-cloud-pane.tsx';
import { ItemImage } from './item-image.tsx';
import { PreviewLoading } from './preview-loading.tsx';

/**
 * A picture or a point cloud, decoded as the player does it: an <img> would show half a file as if it were whole.
 */
export function ItemStill({ mediaId, label }: { mediaId: string; label: string }) {
  const [attempt, setAttempt] = useState(0);
  return <Attempt key={`${mediaId} ${attempt}`} mediaId={mediaId} label={label} isRetry={attempt > 0} onRetry={() => setAttempt(attempt + 1)} />;
}

interface AttemptProps {
  mediaId: string;
  label: string;
  isRetry: boolean;
  onRetry: () => void;
}

function Attempt({ mediaId, label, isRetry, onRetry }: AttemptProps) {
  const outcome = useDecoded(mediaId, isRetry);
  if (outcome === null) return <PreviewLoading />;
  if (outcome.state !== 'ready') {
    return (
      <EmptyState tone="problem" title="This item cannot be shown" icon={<CircleAlert size={20} />} actions={<Button onClick={onRetry}>Try again</Button>}>
        <p>{outcome.reason}</p>
      </EmptyState>
    );
  }
  const { frame } = outcome;
  return frame.kind === 'image' ? <ItemImage frame={frame} label={label} /> : <ItemCloud frame={frame} label={label} />;
}

function ItemCloud({ frame, label }: { frame: PointCloudFrame; label: string }) {
  const { settings } = useStores();
  const style = useStore(settings, (state) => state.settings.pointCloud);
  const [panel, setPanel] = useState<FramePanel<ViewFrame> | null>(null);
  // A file is looked at by itself: nothing of it is left for the next one.
  const [scene] = useState(createSceneStore);
  useEffect(() => {
    panel?.present({ frameIndex: 0, skewMs: null, outcome: { state: 'ready', frame } });
  }, [panel, frame]);
  return (
    <PointCloudPane
      label={label}
      style={style}
      onStyleChange={(pointCloud) => void settings.getState().update({ pointCloud })}
      scene={scene}
      source={null}
      calibration={null}
      takesKeys={() => false}
      onPanel={setPanel}
    />
  );
}

/** Decodes one medium, in a worker of its own that ends with it; null until it is done. */
function useDecoded(mediaId: string, isRetry: boolean): FrameOutcome<ViewFrame> | null {
  const [outcome, setOutcome] = useState<FrameOutcome<ViewFrame> | null>(null);
  useEffect(() => {
    const decoder = createDecoder();
    const load = decoder.load({ url: new URL(mediaUrl(mediaId), location.href).href, hint: 'point-cloud', isRetry });
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
  }, [mediaId, isRetry]);
  return outcome;
}
