import type { PageEntriesState } from '../preload/contract/page-entries.ts';
import type { ReportLine } from '../preload/contract/system-report.ts';

/** What a page shows and does, as far as a shell cares. */
export interface PageReport extends PageEntriesState {
  isPlaying: boolean;
}

/** What the application asks of a shell that has a system around it; the loopback host has none. */
export interface ShellPort {
  /** Also called when a page has just begun to listen. */
  pageChanged(report: PageReport): void;
  /** Lines of the system report that only the shell can know. */
  describe(): Promise<ReportLine[]>;
}
