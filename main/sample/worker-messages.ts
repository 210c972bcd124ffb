import { z } from 'zod';

/** What a sample worker is started with: a folder that only this build knows, and the encoder's WebAssembly file. */
export const workerSetupSchema = z.object({ folder: z.string(), encoderPath: z.string() });
export type WorkerSetup = z.infer<typeof workerSetupSchema>;

/** To the worker: make the files of this frame. */
export const frameOrderSchema = z.object({ frame: z.int().min(0) });
export type FrameOrder = z.infer<typeof frameOrderSchema>;

/** A file that was written: its path below the folder (forward slashes), length in bytes and SHA-256 in hex. */
const writtenFileSchema = z.object({ path: z.string(), size: z.number(), sha256: z.string() });
export type WrittenFile = z.infer<typeof writtenFileSchema>;

/** From the worker: all files of the frame are on disk. Failures arrive as the worker's `error` event. */
export const frameDoneSchema = z.object({ frame: z.number(), files: z.array(writtenFileSchema) });
export type FrameDone = z.infer<typeof frameDoneSchema>;
