/**
 * Makes what reads a medium to its end by way of the media handler, which writes it through to the store; a medium that is
 * there already is not fetched again. Rejects when it cannot be read or `signal` aborts.
 */
export function createKeepMedia(handleMedia: (request: Request) => Promise<Response>): (mediaId: string, signal: AbortSignal) => Promise<void> {
  return async (mediaId, signal) => {
    // The handler looks at the path alone: which origin a shell has does not matter here.
    const response = await handleMedia(new Request(`http://viewer.invalid/media/${mediaId}`, { signal }));
    await response.body?.pipeTo(new WritableStream(), { signal });
  };
}
