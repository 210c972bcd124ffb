import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateFile } from '../write-private-file.ts';
import { codeOf } from './storage-failure.ts';

const locationSchema = z.object({
  version: z.literal(1),
  /** Where the media are; null: in the data folder. */
  folder: z.string().nullable(),
  /** A folder that holds a copy that is worth nothing: of a move that has not come to its end, or the one they came from. */
  leftover: z.string().nullable(),
});

type Place = Omit<z.infer<typeof locationSchema>, 'version'>;

/**
 * Where the media lie, in a small file of the data folder, which is also what a move hangs on: it names the folder that
 * is being filled until, in one step, that becomes the place, and the one that was left is named to be emptied. Whenever
 * the app is killed, one whole store is there, and the next start knows which, and what to clear away. Not a setting,
 * because changing it is not moving the media.
 */
export class StoreLocation {
  private readonly path: string;
  private readonly usualFolder: string;
  private place: Place;

  private constructor(path: string, usualFolder: string, place: Place) {
    this.path = path;
    this.usualFolder = usualFolder;
    this.place = place;
  }

  /**
   * Reads the file at `path`; without one the media are in `usualFolder`. Throws what the system answers, and on a file
   * that is not what was written: guessing would leave the media of kept sequences behind.
   */
  static read(path: string, usualFolder: string): StoreLocation {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (cause) {
      if (codeOf(cause) !== 'ENOENT') throw cause;
      return new StoreLocation(path, usualFolder, { folder: null, leftover: null });
    }
    return new StoreLocation(path, usualFolder, locationSchema.parse(JSON.parse(text)));
  }

  get folder(): string {
    return this.place.folder ?? this.usualFolder;
  }

  /** Whether the media were moved: their folder is then never made, because its disk may only not be connected. */
  get isMoved(): boolean {
    return this.place.folder !== null;
  }

  /** What is to be cleared away. */
  get leftover(): string | null {
    return this.place.leftover;
  }

  /** Before the first byte is copied. Throws what the system answers. */
  beginMove(folder: string): Promise<void> {
    return this.write({ ...this.place, leftover: folder });
  }

  /** The copy holds from now on. Throws what the system answers, and then the old one does. */
  completeMove(folder: string): Promise<void> {
    return this.write({ folder: folder === this.usualFolder ? null : folder, leftover: this.folder });
  }

  /** An empty store holds from now on; what was before is left alone. Throws what the system answers. */
  beginAnew(folder: string): Promise<void> {
    return this.write({ folder, leftover: null });
  }

  /** What was left over is gone. Throws what the system answers. */
  noteCleared(): Promise<void> {
    return this.write({ ...this.place, leftover: null });
  }

  private async write(place: Place): Promise<void> {
    await writePrivateFile(this.path, `${JSON.stringify({ version: 1, ...place } satisfies z.input<typeof locationSchema>)}\n`);
    this.place = place;
  }
}
