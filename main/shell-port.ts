import type { ReportLine } from '../preload/contract/system-report.ts';

/** What a page's player does, as far as a shell cares. */
export interface PlayerReport {
  /** A recording is on screen. */
  isOpen: boolean;
  isPlaying: boolean;
}

/** What the application asks of a shell that has a system around it; the loopback host has none. */
export interface ShellPort {
  /** Also called when a page has just begun to listen. */
  playerChanged(state: PlayerReport): void;
  /** Lines of the system report that only the shell can know. */
  describe(): Promise<ReportLine[]>;
}
