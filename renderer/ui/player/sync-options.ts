import type { SyncMode } from '../../playback/sync-mode.ts';

/** Tolerances offered at once, in milliseconds; any other can be typed in the settings. */
const tolerancesMs = [10, 20, 50, 100];

/** A sync mode as a menu's value: `latest`, `nearest`, `nearest-50`, `strict`. */
export function syncValue(sync: SyncMode): string {
  return sync.kind === 'nearest' && sync.toleranceMs !== null ? `nearest-${sync.toleranceMs}` : sync.kind;
}

/** The mode that a menu's value stands for. */
export function syncOfValue(value: string): SyncMode {
  if (value === 'latest' || value === 'strict') return { kind: value };
  const tolerance = /^nearest-(\d+(?:\.\d+)?)$/.exec(value)?.[1];
  return { kind: 'nearest', toleranceMs: tolerance === undefined ? null : Number(tolerance) };
}

/** A mode in a few words. */
export function describeSync(sync: SyncMode): string {
  if (sync.kind === 'latest') return 'Latest frame';
  if (sync.kind === 'strict') return 'Same time only';
  return sync.toleranceMs === null ? 'Nearest frame' : `Within ${sync.toleranceMs} ms`;
}

/** What the menu offers: always including the mode that is on. */
export function syncOptions(current: SyncMode): { value: string; label: string }[] {
  const offered: SyncMode[] = [
    { kind: 'nearest', toleranceMs: null },
    ...tolerancesMs.map((toleranceMs): SyncMode => ({ kind: 'nearest', toleranceMs })),
    { kind: 'latest' },
    { kind: 'strict' },
  ];
  if (!offered.some((one) => syncValue(one) === syncValue(current))) offered.splice(1, 0, current);
  return offered.map((mode) => ({ value: syncValue(mode), label: describeSync(mode) }));
}
