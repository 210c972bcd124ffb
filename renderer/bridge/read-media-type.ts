import { appErrorSchema, type Result } from '../../preload/contract/errors.ts';
import { mediaUrl } from './media-url.ts';

/**
 * Asks what kind of bytes a media id stands for, by the type that the media handler found in the bytes themselves.
 * Fetches one byte rather than the head, because only an answer with a body can carry the reason of a failure.
 */
export async function readMediaType(id: string): Promise<Result<string>> {
  try {
    const response = await fetch(mediaUrl(id), { headers: { Range: 'bytes=0-0' } });
    if (response.ok) {
      await response.body?.cancel();
      return { ok: true, value: response.headers.get('Content-Type') ?? 'application/octet-stream' };
    }
    const failure = appErrorSchema.safeParse(await response.json());
    if (failure.success) return { ok: false, error: failure.data };
  } catch {
    // Told below: no answer, or one that is not the media handler's.
  }
  return { ok: false, error: { kind: 'internal', message: 'The viewer’s media service did not answer. Try again.' } };
}
