import { Skeleton } from '../components/skeleton.tsx';
import { VisuallyHidden } from '../components/visually-hidden.tsx';

/** Stands where an item's media will be. */
export function PreviewLoading() {
  return (
    <>
      <VisuallyHidden>Loading the media</VisuallyHidden>
      <Skeleton shape="fill" />
    </>
  );
}
