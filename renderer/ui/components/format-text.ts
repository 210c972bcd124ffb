const count = new Intl.NumberFormat('en');

/** `12345` → "12,345". */
export function formatCount(value: number): string {
  return count.format(value);
}

/** A count with its noun: "1 frame", "12,345 frames". */
export function formatCountOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** An ISO 8601 moment as "2026-11-02 14:05" in local time; anything else as it is. */
export function formatMoment(text: string): string {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return text;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** A moment (Unix epoch) as "14:05" in local time when it is of the same day as `nowMs`, else with its day. */
export function formatClock(momentMs: number, nowMs: number): string {
  const moment = formatMoment(new Date(momentMs).toISOString());
  const [day = '', time = ''] = moment.split(' ');
  return formatMoment(new Date(nowMs).toISOString()).startsWith(day) ? time : moment;
}
