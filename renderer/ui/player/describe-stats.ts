import type { PlayerStats } from '../../playback/player-stats.ts';
import { formatBytes } from './format-bytes.ts';

/** The figures of playback as lines of text, in columns for a font of one width. */
export function describeStats(stats: PlayerStats): string {
  const { shownFps, wantedFps, droppedFrames, loadsUnderWay, loadsWaiting, cacheBytes, budgetBytes, reservedBytes, lastSeekMs } = stats;
  const share = budgetBytes === 0 ? 0 : Math.round((cacheBytes / budgetBytes) * 100);
  const lines = [
    line('shown', `${shownFps.toFixed(1)} of ${wantedFps.toFixed(1)} fps`),
    line('dropped', String(droppedFrames)),
    line('loads', `${loadsUnderWay} under way, ${loadsWaiting} waiting`),
    line('cache', `${formatBytes(cacheBytes)} of ${formatBytes(budgetBytes)} (${share} %)`),
    ...(reservedBytes === 0 ? [] : [line('video', `up to ${formatBytes(reservedBytes)} besides`)]),
    line('last seek', formatMs(lastSeekMs)),
  ];
  const keyWidth = Math.min(Math.max(...stats.views.map(({ key }) => key.length), 0), 24);
  for (const { key, cachedFrames, lastDecodeMs } of stats.views) {
    const shortened = key.length > keyWidth ? `${key.slice(0, keyWidth - 1)}…` : key.padEnd(keyWidth);
    lines.push(`${shortened}  ${String(cachedFrames).padStart(5)} frames  ${formatMs(lastDecodeMs).padStart(9)}`);
  }
  return lines.join('\n');
}

const line = (name: string, value: string) => `${name.padEnd(11)}${value}`;

const formatMs = (ms: number | null) => (ms === null ? '–' : `${ms.toFixed(1)} ms`);
