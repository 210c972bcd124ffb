import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { VisuallyHidden } from '../components/visually-hidden.tsx';

/** Tells assistive technology when a download ends, on whichever screen. */
export function DownloadAnnouncements() {
  const announcement = useStore(useStores().downloads, (state) => state.announcement);
  return (
    <VisuallyHidden>
      <output aria-label="Downloads">{announcement}</output>
    </VisuallyHidden>
  );
}
