import { fieldOf } from './wire-values.ts';

type Unit = 's' | 'ms' | 'us' | 'ns';

/** Units per millisecond, to divide by: a product with 1e-3 would not round to the nearest. */
const perMs = { ms: 1, us: 1e3, ns: 1e6 };

/** A timestamp as it was sent: a number whose unit may have to be inferred, or an exact moment. */
export type RawTimestamp = { value: number; unit: Unit | null };

const fields: readonly (readonly [name: string, unit: Unit | null])[] = [
  ['timestamp_ns', 'ns'],
  ['timestamp_us', 'us'],
  ['timestamp_ms', 'ms'],
  ['timestamp_s', 's'],
  ['timestamp', null],
  ['captured_at', null],
  ['time', null],
];

/**
 * Finds a timestamp among a record's fields: a number, a numeric text or an ISO 8601 moment (UTC when it names no zone,
 * so that the same recording reads the same everywhere). Null when there is none. No timestamp is documented by the
 * service; these are the names in common use.
 */
export function readTimestamp(record: unknown): RawTimestamp | null {
  for (const [name, unit] of fields) {
    const value = fieldOf(record, name);
    if (typeof value === 'number' && Number.isFinite(value)) return { value, unit };
    if (typeof value !== 'string') continue;
    const text = value.trim();
    if (/^-?\d+(\.\d+)?$/.test(text)) return { value: Number(text), unit };
    const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text);
    const moment = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d/i.test(text) ? Date.parse(hasZone ? text : `${text}Z`) : Number.NaN;
    if (Number.isFinite(moment)) return { value: moment, unit: 'ms' };
  }
  return null;
}

/**
 * A view's timestamps in milliseconds. Where the field's name does not say the unit, the largest number of the whole
 * series does, so that one series never mixes units: Unix time was 1.8e9 s, 1.8e12 ms, 1.8e15 µs or 1.8e18 ns in 2027,
 * and each limit lies a factor of 50 or more from the nearest of them. Small numbers (a clock that starts at 0) are
 * seconds.
 */
export function timestampsInMs(series: readonly (RawTimestamp | null)[]): (number | null)[] {
  let largest = 0;
  for (const stamp of series) if (stamp?.unit === null) largest = Math.max(largest, Math.abs(stamp.value));
  const inferred: Unit = largest < 1e11 ? 's' : largest < 1e14 ? 'ms' : largest < 1e17 ? 'us' : 'ns';
  return series.map((stamp) => (stamp === null ? null : toMs(stamp.value, stamp.unit ?? inferred)));
}

function toMs(value: number, unit: Unit): number {
  return unit === 's' ? value * 1_000 : value / perMs[unit];
}
