import { Columns2, Link2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { pictureViewKeys } from '../../stores/picture-views.ts';
import { toggleComparison } from '../../stores/toggle-comparison.ts';

/** For all pictures of a recording: to link their zoom, and to compare two. What they change ends with the recording. */
export function ViewingButtons() {
  const { viewing, settings, recording, player } = useStores();
  const views = useStore(recording, (state) => state.views);
  const playback = useStore(player, (state) => state.playback);
  const viewKeys = pictureViewKeys(views);
  const isLinked = useStore(settings, (state) => state.settings.playback.isZoomLinked);
  const isComparing = useStore(viewing, (state) => state.comparison !== null);
  const { setLinked, reset } = viewing.getState();
  useEffect(() => reset, [reset]);
  if (viewKeys.length === 0 || playback === null) return null;
  return (
    <>
      <IconButton
        size="small"
        label="Link zoom and pan of all pictures"
        icon={<Link2 size={15} />}
        isPressed={isLinked}
        onClick={() => setLinked(!isLinked)}
      />
      <Button size="small" icon={<Columns2 size={14} aria-hidden="true" />} aria-pressed={isComparing} onClick={() => toggleComparison({ viewing, recording, player })}>
        Compare
      </Button>
    </>
  );
}
