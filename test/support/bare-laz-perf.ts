import { createRequire } from 'node:module';

/** What is used here of the package `laz-perf`, whose own types need Emscripten's. */
interface Library {
  readonly HEAPU8: Uint8Array;
  _malloc(byteLength: number): number;
  _free(address: number): void;
  readonly LASZip: new () => {
    open(address: number, byteLength: number): void;
    getCount(): number;
    getPointLength(): number;
    getPoint(address: number): void;
    delete(): void;
  };
}

/** Reads LAZ by the package as it is published, one file after the other: the other reader that ours is held against. */
export class BareLazPerf {
  private readonly library: Library;

  private constructor(library: Library) {
    this.library = library;
  }

  static async load(): Promise<BareLazPerf> {
    const { create }: { create: () => Promise<Library> } = createRequire(import.meta.url)('laz-perf');
    // It would take the process's uncaught errors over, and print its own source with each.
    const own = process.listeners('uncaughtException');
    const ownRejections = process.listeners('unhandledRejection');
    const library = await create();
    for (const listener of process.listeners('uncaughtException')) if (!own.includes(listener)) process.off('uncaughtException', listener);
    for (const listener of process.listeners('unhandledRejection')) if (!ownRejections.includes(listener)) process.off('unhandledRejection', listener);
    return new BareLazPerf(library);
  }

  /** All point records of a file. */
  unpack(file: Uint8Array): Uint8Array {
    const records: Uint8Array[] = [];
    this.walk(file, (address, length) => records.push(this.library.HEAPU8.slice(address, address + length)));
    const length = records[0]?.byteLength ?? 0;
    const all = new Uint8Array(records.length * length);
    records.forEach((record, i) => all.set(record, i * length));
    return all;
  }

  /** Unpacks every point of a file into the same place: the least that reading it can take. */
  run(file: Uint8Array): void {
    this.walk(file, () => undefined);
  }

  private walk(file: Uint8Array, visit: (address: number, length: number) => void): void {
    const { library } = this;
    const address = library._malloc(file.byteLength);
    library.HEAPU8.set(file, address);
    const reader = new library.LASZip();
    reader.open(address, file.byteLength);
    const count = reader.getCount();
    const length = reader.getPointLength();
    const place = library._malloc(length);
    for (let i = 0; i < count; i++) {
      reader.getPoint(place);
      visit(place, length);
    }
    reader.delete();
    library._free(place);
    library._free(address);
  }
}
