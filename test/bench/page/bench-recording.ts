import type { MediaKind } from '../../../preload/contract/model.ts';
import { createClient } from '../../../renderer/bridge/client.ts';
import { createHostBridge } from '../../../renderer/bridge/host-bridge.ts';
import { mediaUrl } from '../../../renderer/bridge/media-url.ts';

/** A view of the recording under test, with the addresses of its frames in order. */
export interface BenchView {
  readonly key: string;
  readonly kind: MediaKind;
  readonly urls: readonly string[];
}

/** Opens the recording through the app’s own commands, then fetches every file once, so that the store has them all. */
export async function openRecording(owner: string, slug: string, sequenceUid: string): Promise<BenchView[]> {
  const client = createClient(createHostBridge());
  const opened = await client.call('recording.open', { owner, slug, sequenceUid });
  if (!opened.ok) throw new Error(opened.error.message);
  const { recordingId, viewKeys } = opened.value;
  const views: BenchView[] = [];
  for (const viewKey of viewKeys) {
    const found = await client.call('recording.view', { recordingId, viewKey });
    if (!found.ok || found.value.state !== 'resolved') throw new Error(`The view ${viewKey} was not found.`);
    const { frames, kind } = found.value;
    const urls = frames.map(({ media }) => {
      if (media.state !== 'available') throw new Error(`A frame of ${viewKey} cannot be fetched.`);
      return new URL(mediaUrl(media.id), location.href).href;
    });
    views.push({ key: viewKey, kind, urls });
  }
  const urls = views.flatMap((view) => view.urls);
  const fetchNext = async () => {
    for (let url = urls.pop(); url !== undefined; url = urls.pop()) {
      const response = await fetch(url, { cache: 'no-store' });
      if (!response.ok) throw new Error(`Warming the store failed with status ${response.status}.`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 6 }, fetchNext));
  return views;
}

/** The same views without the clouds, which software drawing makes dear. */
export const imageViews = (views: readonly BenchView[]): BenchView[] => views.filter(({ kind }) => kind === 'image');
