import { arch, platform, release, totalmem } from 'node:os';
import type { ReportLine } from '../../preload/contract/system-report.ts';
import type { CurrentStore } from '../store/current-store.ts';
import type { ShellPort } from '../shell-port.ts';
import type { About } from './create-handlers.ts';

/** The system report's lines of the privileged side: what helps to find a fault, and nothing that names anybody or a folder. */
export async function describeThisApp(about: About, store: Pick<CurrentStore, 'current'>, shellPort: ShellPort | null): Promise<ReportLine[]> {
  return [
    { name: 'Avala Viewer', value: `${about.version}, ${about.shell === 'electron' ? 'desktop app' : 'in the browser'}` },
    { name: 'System', value: `${platform()} ${release()}, ${arch()}` },
    { name: 'Memory', value: `${Math.round(totalmem() / 2 ** 30)} GiB` },
    { name: 'Node', value: process.versions.node },
    { name: 'Avala', value: about.apiOrigin },
    { name: 'Data folder', value: store.current === null ? 'cannot be used; media are not kept' : 'in use' },
    ...((await shellPort?.describe()) ?? []),
  ];
}
