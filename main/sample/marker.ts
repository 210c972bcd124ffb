import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WrittenFile } from './worker-messages.ts';

/** Raised whenever the sample's files or their meaning change: an older sample is then built anew. */
export const sampleVersion = 1;

/** Where the sample lies below the folder that was given to it. */
export const versionFolder = (folder: string): string => join(folder, `v${sampleVersion}`);

const markerName = 'complete.json';

const markerSchema = z.object({
  version: z.literal(sampleVersion),
  /** Over all files' paths and hashes: two samples with the same one are the same, byte for byte. */
  contentHash: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number() })),
});

/** Written last, and so the proof that a build is whole. */
export type Marker = z.infer<typeof markerSchema>;

/** Sums up the files that were written below `folder` and leaves the marker there. */
export async function writeMarker(folder: string, files: readonly WrittenFile[]): Promise<void> {
  const hash = createHash('sha256');
  for (const { path, sha256 } of files) hash.update(`${path} ${sha256}\n`);
  const marker: Marker = {
    version: sampleVersion,
    contentHash: hash.digest('hex'),
    files: files.map(({ path, size }) => ({ path, size })),
  };
  await writeFile(join(folder, markerName), JSON.stringify(marker));
}

/** The marker of a sample whose files are all there in their full length; null when it is missing, old or damaged. */
export async function readMarker(versioned: string): Promise<Marker | null> {
  const text = await readFile(join(versioned, markerName), 'utf8').catch(() => null);
  if (text === null) return null;
  const marker = markerSchema.safeParse(parseJson(text)).data;
  if (marker === undefined) return null;
  const areWhole = await Promise.all(
    marker.files.map(async ({ path, size }) => {
      const found = await stat(join(versioned, path)).catch(() => null);
      return found?.size === size;
    }),
  );
  return areWhole.every(Boolean) ? marker : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
