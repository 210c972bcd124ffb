import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDownloading } from './offline/downloading.ts';
import { measureOpening } from './offline/opening.ts';
import { measureReading } from './offline/reading.ts';
import { measureResuming } from './offline/resuming.ts';
import { printFigures } from './print-figures.ts';

/** What is measured, each in a folder of its own. */
const parts: Record<string, (folder: string) => Promise<Record<string, number>>> = {
  reading: measureReading,
  opening: measureOpening,
  downloading: measureDownloading,
  resuming: measureResuming,
};

/**
 * What keeping media offline costs, beside the least that could be done with the same files. The ratios are what to
 * compare; the milliseconds are this machine's. `--only=reading` measures one part alone.
 */
async function measure(): Promise<Record<string, number>> {
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length).split(',') ?? null;
  const figures: Record<string, number> = {};
  for (const [name, part] of Object.entries(parts)) {
    if (only?.includes(name) === false) continue;
    const folder = await mkdtemp(join(tmpdir(), 'avala-bench-offline-'));
    try {
      Object.assign(figures, await part(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return figures;
}

printFigures(await measure());
