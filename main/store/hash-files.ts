import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileHash, FileToHash, HashAnswer, HashOrder } from './hash-messages.ts';

type Asked = PromiseWithResolvers<string>[];

/** The thread, started with the first file, and what of it is awaited, by the order's id. */
let thread: { worker: Worker; asked: Map<number, Asked> } | null = null;
let lastId = 0;

/**
 * SHA-256 of each file's beginning, in lower-case hex. On a thread of its own: hashing what comes takes a third of the time
 * that receiving it does. All in one message, because waking a thread costs more than hashing a small file. A descriptor
 * must stay open until its hash is there. Each rejects when its file is shorter, and with what the system answers.
 */
export function hashFiles(files: readonly FileToHash[]): Promise<string>[] {
  const { worker, asked } = (thread ??= startThread());
  const id = (lastId += 1);
  const answers = files.map(() => Promise.withResolvers<string>());
  asked.set(id, answers);
  // Work is a reason for the process to stay, a thread that waits is none.
  worker.ref();
  worker.postMessage({ id, files } satisfies HashOrder, []);
  return answers.map(({ promise }) => promise);
}

function startThread(): NonNullable<typeof thread> {
  const asked = new Map<number, Asked>();
  const worker = new Worker(workerPath());
  const failAll = (cause: Error) => {
    thread = null;
    for (const { reject } of [...asked.values()].flat()) reject(cause);
    asked.clear();
  };
  worker.on('message', ({ id, hashes }: HashAnswer) => {
    for (const [index, answer] of asked.get(id)?.entries() ?? []) give(answer, hashes[index]);
    asked.delete(id);
    if (asked.size === 0) worker.unref();
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('The thread that hashes files ended early.')));
  return { worker, asked };
}

function give({ resolve, reject }: PromiseWithResolvers<string>, hash: FileHash | undefined): void {
  if (hash !== undefined && hash.sha256 !== null) resolve(hash.sha256);
  else reject(Object.assign(new Error('A file could not be read to the end that it should have.'), { code: hash?.code ?? null }));
}

/** Built, it lies beside what uses it. */
function workerPath(): string {
  const bundled = join(import.meta.dirname, 'hash-worker.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'hash-worker.ts');
}
