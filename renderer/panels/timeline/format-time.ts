/**
 * Media time as `m:ss.t`, or `h:mm:ss.t` from an hour on. `decimals` of a second: one is what people type and read; rulers
 * leave them out where ticks lie on whole seconds.
 */
export function formatTime(timeMs: number, decimals: 0 | 1 = 1): string {
  const unit = decimals === 0 ? 1_000 : 100;
  const total = Math.round(Math.max(timeMs, 0) / unit);
  const perSecond = 1_000 / unit;
  const seconds = Math.floor(total / perSecond);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = h === 0 ? `${m}:${twoDigits(s)}` : `${h}:${twoDigits(m)}:${twoDigits(s)}`;
  return decimals === 0 ? clock : `${clock}.${total % perSecond}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
