import type { FetchPort } from '../fetch-port.ts';
import type { ReportProgress } from '../commands/jobs.ts';
import { sampleOrigin } from './sample-target.ts';

/**
 * The built-in sample as the application sees it: built at most once at a time, whoever asks, and served without
 * sockets. Its code is loaded when it is first used, so that a start without the sample does not pay for it.
 */
export class SampleDrive {
  private readonly folder: string;
  private server: Promise<FetchPort> | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Builds the sample unless it is there already. Rejects with a `Failure`; a cancelled build leaves nothing. */
  async prepare(report: ReportProgress, signal: AbortSignal): Promise<void> {
    const { prepareSample } = await import('./prepare-sample.ts');
    await prepareSample({ folder: this.folder, onProgress: report, signal });
  }

  /** Answers a request to the sample's origin; a sample that is not built is built first. */
  async fetch(url: string, init: RequestInit): Promise<Response> {
    this.server ??= this.serve();
    const server = await this.server;
    return server(url, init);
  }

  private async serve(): Promise<FetchPort> {
    try {
      await this.prepare(() => undefined, new AbortController().signal);
      const { createSampleServer } = await import('./sample-server.ts');
      return createSampleServer({ folder: this.folder });
    } catch (thrown) {
      this.server = null;
      throw thrown;
    }
  }
}

/** Sends requests for the sample's origin to the sample and all others out. */
export function createSampleFetch(sample: SampleDrive, outside: FetchPort): FetchPort {
  return (url, init = {}) => (new URL(url).origin === sampleOrigin ? sample.fetch(url, init) : outside(url, init));
}
