import type { PlayerStats, ViewStats } from '../../playback/player-stats.ts';
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
  return [...lines, ...viewTable(stats.views)].join('\n');
}

/** What is told of each view, and how wide its column is. */
const columns: readonly { title: string; width: number; cell: (view: ViewStats) => string }[] = [
  { title: 'shown', width: 8, cell: ({ shownFps }) => `${shownFps.toFixed(0)} fps` },
  { title: 'loads', width: 6, cell: ({ loadsUnderWay }) => String(loadsUnderWay) },
  { title: 'frames', width: 7, cell: ({ cachedFrames }) => String(cachedFrames) },
  { title: 'memory', width: 9, cell: ({ cachedBytes }) => formatBytes(cachedBytes) },
  { title: 'last load', width: 11, cell: ({ lastDecodeMs }) => formatMs(lastDecodeMs) },
];

function viewTable(views: readonly ViewStats[]): string[] {
  if (views.length === 0) return [];
  const keyWidth = Math.min(Math.max(...views.map(({ key }) => key.length), 4), 24);
  const row = (name: string, cells: readonly string[]) => name.padEnd(keyWidth) + cells.map((cell, index) => cell.padStart(columns[index]?.width ?? 0)).join('');
  const shortened = (key: string) => (key.length > keyWidth ? `${key.slice(0, keyWidth - 1)}…` : key);
  return [
    row('view', columns.map(({ title }) => title)),
    ...views.map((view) => row(shortened(view.key), columns.map(({ cell }) => cell(view)))),
  ];
}

const line = (name: string, value: string) => `${name.padEnd(11)}${value}`;

const formatMs = (ms: number | null) => (ms === null ? '–' : `${ms.toFixed(1)} ms`);
