export interface LoopGuardOptions {
  /** As many times are allowed… */
  limit: number;
  /** …within this time. */
  withinMs: number;
  now?: () => number;
}

/** Tells a fault that happens now and then from one that happens again and again. Returns whether it may be tried once more. */
export function createLoopGuard({ limit, withinMs, now = Date.now }: LoopGuardOptions): () => boolean {
  let tries: number[] = [];
  return () => {
    const atMs = now();
    tries = tries.filter((tryMs) => atMs - tryMs < withinMs);
    if (tries.length >= limit) return false;
    tries.push(atMs);
    return true;
  };
}
