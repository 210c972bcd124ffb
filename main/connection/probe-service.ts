import type { FetchPort } from '../fetch-port.ts';

/** How long a probe waits for the first byte: long enough for a slow link, and nobody waits for it. */
const timeoutMs = 10_000;

/**
 * Whether the service answers at `baseUrl`: any status does, because the question goes without the key. Never rejects.
 */
export async function probeService(baseUrl: string, fetch: FetchPort, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${baseUrl}/`, {
      method: 'HEAD',
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
