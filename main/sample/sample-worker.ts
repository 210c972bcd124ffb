import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { FrameFiles } from './frame-files.ts';
import { makeJpegEncoder } from './render/jpeg.ts';
import { frameOrderSchema, workerSetupSchema } from './worker-messages.ts';
import type { FrameDone, WrittenFile } from './worker-messages.ts';

/** The thread that draws and writes frames, in the order it is told; `build-frames.ts` starts and stops it. */
async function serve(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The sample worker is not a program of its own.');
  const { folder, encoderPath } = workerSetupSchema.parse(workerData);
  const files = new FrameFiles(await makeJpegEncoder(await readFile(encoderPath)));
  const made = new Set<string>();

  async function write(path: string, bytes: Uint8Array): Promise<WrittenFile> {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    await writeFile(target, bytes);
    return { path, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async function makeFrame(frame: number): Promise<void> {
    const written: WrittenFile[] = [];
    for (const { path, bytes } of await files.make(frame)) written.push(await write(path, bytes));
    const done: FrameDone = { frame, files: written };
    port?.postMessage(done, []);
  }

  // A rejection is left unhandled on purpose: it ends the thread and reaches the builder as its `error` event.
  port.on('message', (message: unknown) => void makeFrame(frameOrderSchema.parse(message).frame));
}

await serve();
