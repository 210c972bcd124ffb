import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { ReportLine } from '../../preload/contract/system-report.ts';
import type { Client } from '../bridge/client.ts';

/** What this computer and this build can do, for whoever helps. */
export type SystemReport = { state: 'collecting' } | { state: 'ready'; lines: readonly ReportLine[] } | { state: 'failed'; error: AppError };

export interface SystemReportState {
  isOpen: boolean;
  report: SystemReport;
  /** Shows the report, collected anew. */
  open: () => Promise<void>;
  close: () => void;
}

export type SystemReportStore = StoreApi<SystemReportState>;

/** The report of both sides: the privileged process's lines, then the page's own (`probe`). */
export function createSystemReportStore(client: Client, probe: () => Promise<ReportLine[]>): SystemReportStore {
  return createStore<SystemReportState>((set) => {
    return {
      isOpen: false,
      report: { state: 'collecting' },
      open: async () => {
        set({ isOpen: true, report: { state: 'collecting' } });
        const [answer, own] = await Promise.all([client.call('app.report', {}), probe()]);
        set({ report: answer.ok ? { state: 'ready', lines: [...answer.value.lines, ...own] } : { state: 'failed', error: answer.error } });
      },
      close: () => set({ isOpen: false }),
    };
  });
}

/** The report as text, for a message to whoever helps. */
export const formatReport = (lines: readonly ReportLine[]) => lines.map(({ name, value }) => `${name}: ${value}`).join('\n');
