import { callbackify } from 'node:util';
import { RandomAccessReader } from 'yauzl';
import { readAt } from '../../store/stored-file.ts';

/** The directory of a zip is read in small parts, one after another: together they come in few reads of the disk. */
const windowBytes = 256 << 10;

/** Lets yauzl read an open file, a window at a time. The descriptor stays its opener's. */
export class ZipReader extends RandomAccessReader {
  private readonly descriptor: number;
  private window = { position: 0, bytes: new Uint8Array(0) };

  constructor(descriptor: number) {
    super();
    this.descriptor = descriptor;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    callbackify(() => this.fill(buffer, offset, length, position))(callback);
  }

  private async fill(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    const isWithin = position >= this.window.position && position + length <= this.window.position + this.window.bytes.byteLength;
    if (!isWithin) {
      // A lying directory may point anywhere.
      if (!Number.isSafeInteger(position + length)) throw new Error('A position in the zip is beyond all bounds.');
      this.window = { position, bytes: await readAt(this.descriptor, new Uint8Array(Math.max(length, windowBytes)), position) };
    }
    const start = position - this.window.position;
    if (start + length > this.window.bytes.byteLength) throw new Error('The zip ends before what its directory names.');
    buffer.set(this.window.bytes.subarray(start, start + length), offset);
  }
}
