const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long something takes, no more exactly than anybody can tell: `8 s`, `3 min`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < 90 * second) return `${Math.max(1, Math.round(ms / second))} s`;
  if (ms < hour) return `${Math.round(ms / minute)} min`;
  const minutes = Math.round(ms / (10 * minute)) * 10;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
