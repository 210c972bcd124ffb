/** The beginning of a file, by its descriptor, which is all of the process's. */
export interface FileToHash {
  descriptor: number;
  lengthBytes: number;
}

/** What two threads of one build say to each other, so it is typed and not parsed. To the worker: hash these. */
export interface HashOrder {
  id: number;
  files: readonly FileToHash[];
}

/** SHA-256 in lower-case hex; null when the file is shorter, or could not be read, for which `code` is the system's word. */
export interface FileHash {
  sha256: string | null;
  code: string | null;
}

/** From the worker, one for each order, its files in their order. */
export interface HashAnswer {
  id: number;
  hashes: FileHash[];
}
