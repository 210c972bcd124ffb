/** What a worker keeps decoded of its videos besides what the player holds: some 10 frames of 1080p, 240 of 320×180. */
export const shelfBytesPerWorker = 32 << 20;

/** Encoded bytes that an open video keeps in memory: several groups of pictures. */
export const encodedBytesPerVideo = 8 << 20;

/** The most memory that so many videos take in a pool of workers, in bytes, besides the frames that the player holds. */
export function videoMemoryBytes(videoCount: number, workerCount: number): number {
  return Math.min(videoCount, workerCount) * shelfBytesPerWorker + videoCount * encodedBytesPerVideo;
}
