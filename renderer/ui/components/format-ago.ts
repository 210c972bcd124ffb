import { formatCountOf } from './format-text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago a moment was, both Unix epoch: "less than a minute ago", "1 minute ago", "3 hours ago", "12 days ago". */
export function formatAgo(momentMs: number, nowMs: number): string {
  const agoMs = nowMs - momentMs;
  // A clock that was set back must not make it a future.
  if (agoMs < minuteMs) return 'less than a minute ago';
  if (agoMs < hourMs) return `${formatCountOf(Math.floor(agoMs / minuteMs), 'minute')} ago`;
  if (agoMs < dayMs) return `${formatCountOf(Math.floor(agoMs / hourMs), 'hour')} ago`;
  return `${formatCountOf(Math.floor(agoMs / dayMs), 'day')} ago`;
}
