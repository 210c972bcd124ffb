/** From 2001 to 2103: other numbers of ten digits are hardly times. */
const isPlausibleSecond = (digits: string): boolean => /^[1-3]\d{9}$|^4[01]\d{8}$/.test(digits);

/**
 * The Unix time that a file's name tells, in milliseconds: 13, 16 or 19 digits (ms, µs, ns), or ten of seconds and a
 * fraction after a point or an underscore, as ROS writes it. The last such number counts; null without one.
 */
export function timeOfName(name: string): number | null {
  let timeMs: number | null = null;
  for (const [, digits = '', fraction = ''] of name.matchAll(/(?<!\d)(\d{10,19})(?:[._](\d{3}|\d{6}|\d{9}))?(?!\d)/g)) {
    const second = digits.slice(0, 10);
    if (!isPlausibleSecond(second)) continue;
    const rest = digits.slice(10);
    const isWhole = rest.length === 3 || rest.length === 6 || rest.length === 9;
    if (isWhole) timeMs = toMs(second, rest);
    else if (rest === '' && fraction !== '') timeMs = toMs(second, fraction);
  }
  return timeMs;
}

/** In two parts, since all digits of nanoseconds since 1970 are more than a number holds. */
function toMs(second: string, fraction: string): number {
  return Number(second) * 1_000 + Number(`0.${fraction}`) * 1_000;
}

const dateLine = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?/;

/**
 * A list of times, one a line, in milliseconds: dates as KITTI writes them (taken as UTC), or numbers, whose unit their
 * size tells as for the service's timestamps. Null unless every line is one.
 */
export function readTimes(text: string): number[] | null {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const times = lines.map(readTime);
  const isList = times.length > 0 && times.every((time) => Number.isFinite(time));
  return isList ? times : null;
}

function readTime(line: string): number {
  const [, date, clock, fraction = '0'] = dateLine.exec(line) ?? [];
  if (date !== undefined && clock !== undefined) return Date.parse(`${date}T${clock}Z`) + Number(`0.${fraction}`) * 1_000;
  return timeOfName(line) ?? (/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(line) ? Number(line) * 1_000 : Number.NaN);
}
