import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { forEachOf } from './median.ts';

/**
 * The least that Node can do for the same files: receives each, hashes it and writes it, and nothing else. Prints how long
 * that took, in milliseconds.
 *
 *     node bare-download.ts FILE_OF_ADDRESSES FOLDER CONCURRENCY
 */
const [addresses = '', folder = '', concurrency = '6'] = process.argv.slice(2);
const urls = readFileSync(addresses, 'utf8').trim().split('\n');
const agent = new Agent({ keepAlive: true });

const startedMs = performance.now();
await forEachOf([...urls.entries()], Number(concurrency), async ([index, url]) => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { agent }, resolve).on('error', reject);
  const hash = createHash('sha256');
  const descriptor = openSync(join(folder, String(index)), 'w');
  for await (const chunk of (await promise) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    writeSync(descriptor, chunk);
  }
  hash.digest('hex');
  closeSync(descriptor);
});
process.stdout.write(`${performance.now() - startedMs}\n`);
process.exit(0);
