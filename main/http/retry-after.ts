/** The server's own clock from its `Date` header, else ours: a wrong clock here must not stretch a pause. */
export function serverClockMs(headers: Headers, nowMs: number): number {
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(dateMs) ? nowMs : dateMs;
}

/** The pause that `Retry-After` asks for, in seconds or as an HTTP date (RFC 9110 §10.2.3), in ms; null when it asks for none. */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - serverClockMs(headers, nowMs));
}
