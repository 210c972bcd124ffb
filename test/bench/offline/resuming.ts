import { killDownloads } from '../../support/kill-downloads.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Bytes that were on disk and asked for again, after a process that keeps a sequence was killed 20 times at random. */
export async function measureResuming(): Promise<Record<string, number>> {
  const withRanges = await killDownloads({ kills: 20, hasRanges: true, random: seededRandom(1) });
  const without = await killDownloads({ kills: 20, hasRanges: false, random: seededRandom(2) });
  for (const { end, rightFiles, files } of [withRanges, without]) {
    if (end !== 'available' || rightFiles !== files) throw new Error(`Of ${files} files ${rightFiles} are right, and the download is ${end}.`);
  }
  return {
    resumeKills: withRanges.kills,
    resumePartsFound: withRanges.partsFound,
    resumeExtraBytes: withRanges.extraBytesOfParts + withRanges.extraBytesOfWholeFiles,
    resumeExtraBytesOfWholeFilesWithoutRanges: without.extraBytesOfWholeFiles,
  };
}
