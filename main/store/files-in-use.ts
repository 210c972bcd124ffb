/**
 * Counts who reads or writes each file, so that eviction leaves those alone: unlinking an open file is harmless on POSIX
 * and refused on Windows.
 */
export class FilesInUse {
  private readonly counts = new Map<string, number>();
  private readonly onFree: () => void;

  /** `onFree` is called whenever a file has lost its last user. */
  constructor(onFree: () => void) {
    this.onFree = onFree;
  }

  /** Marks a file as used until the function that is returned is called; calling that again does nothing. */
  hold(key: string): () => void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) {
        this.counts.set(key, left);
        return;
      }
      this.counts.delete(key);
      this.onFree();
    };
  }

  has(key: string): boolean {
    return this.counts.has(key);
  }
}
