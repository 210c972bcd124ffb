import type { Recordings } from './recordings.ts';

/** Reads a medium to its end, which keeps it in the store. Rejects when it cannot be read or is given up. */
export type KeepMedia = (mediaId: string, signal: AbortSignal) => Promise<void>;

/**
 * Puts what a sequence shows first on disk: the first frame of each view, but no video, which may be as large as all else
 * together. Views fail on their own. Rejects with the failures of `Recordings.open`, and with `cancelled`.
 */
export async function prewarmFirstStep(
  recordings: Recordings,
  keepMedia: KeepMedia,
  sequence: { owner: string; slug: string; sequenceUid: string },
  signal: AbortSignal,
): Promise<void> {
  const { recordingId, viewKeys } = await recordings.open(sequence, signal);
  try {
    await Promise.allSettled(
      viewKeys.map(async (viewKey) => {
        const view = await recordings.view({ recordingId, viewKey }, signal);
        const media = view.state === 'resolved' && view.kind !== 'video' ? view.frames[0]?.media : undefined;
        if (media?.state === 'available') await keepMedia(media.id, signal);
      }),
    );
  } finally {
    recordings.close({ recordingId });
  }
}
