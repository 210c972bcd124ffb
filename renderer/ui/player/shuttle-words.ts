import type { PlayerState } from '../../playback/player-state.ts';

/** How fast and which way it goes, as players print it (`2× ◀`); empty at rest, and for plain playing forwards. */
export function shuttleWords({ status, rate, direction }: Pick<PlayerState, 'status' | 'rate' | 'direction'>): string {
  const isRunning = status === 'playing' || status === 'waiting';
  if (!isRunning && direction === 1) return '';
  if (rate === 1 && direction === 1) return '';
  return `${rate}× ${direction === 1 ? '▶' : '◀'}`;
}
