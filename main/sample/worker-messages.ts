/** What a sample worker is started with. */
export interface WorkerSetup {
  /** Where the files go: a folder that only this build knows. */
  readonly folder: string;
  readonly encoderPath: string;
}

/** To the worker: make the files of this frame. */
export interface FrameOrder {
  readonly frame: number;
}

/** A file that was written. */
export interface WrittenFile {
  /** Below the folder, with forward slashes. */
  readonly path: string;
  readonly size: number;
  /** Of the bytes, in hex. */
  readonly sha256: string;
}

/** From the worker: all files of the frame are on disk. Failures arrive as the worker's `error` event. */
export interface FrameDone {
  readonly frame: number;
  readonly files: readonly WrittenFile[];
}
