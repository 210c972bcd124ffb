import { rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../../support/ordinary-user.ts';
import { bytesOf, closed, jpegOf, makeFolder, serveFile, setUpMedia, startHost } from './media-setup.ts';

const file = jpegOf(300_000);

describe('media are served straight from the network', () => {
  it.each([
    ['the folder for new files is gone', 'incoming'],
    ['the folder for kept files is gone', 'files'],
  ])('when %s', async (_, name) => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const path = join(media.folder, 'store', name);
    await rm(path, { recursive: true });
    await writeFile(path, 'a file where a folder should be');
    const address = media.addressOf(`${host.origin}/a.jpg`);
    for (const range of ['bytes=10-19', null]) {
      const response = await media.get(address, range === null ? {} : { headers: { range } });
      expect(response.status).toBe(range === null ? 200 : 206);
      expect(await bytesOf(response)).toEqual(range === null ? file : file.slice(10, 20));
    }
    await expect.poll(() => media.warnings[0]).toContain('cannot be kept for offline use');
    expect(media.warnings.join()).not.toContain(media.folder);
    expect(media.store.usage().files).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('when the folder may not be written to', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const path = join(media.folder, 'store', 'incoming');
    await asOrdinaryUser(media.folder, path, async () => {
      expect(await bytesOf(await media.get(media.addressOf(`${host.origin}/a.jpg`)))).toEqual(file);
      expect(media.warnings[0]).toContain('cannot be written to');
    });
  });

  it('when a file cannot be kept any further, from the byte where that happened', async () => {
    const responses: ServerResponse[] = [];
    const host = await startHost((request, response) => {
      if (request.headers.range !== undefined) {
        serveFile(file)(request, response);
        return;
      }
      // Without a length, so that nobody knows beforehand: the same way as a disk that fills up.
      responses.push(response);
      response.write(file.subarray(0, 100_000));
    });
    const media = await setUpMedia({ budgetBytes: 150_000, holdBack: { bytes: 1, ms: 0 } });
    const response = await media.get(media.addressOf(`${host.origin}/a.jpg`));
    const received: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) {
      received.push(chunk);
      if (Buffer.concat(received).byteLength === 100_000) responses[0]?.end(file.subarray(100_000));
    }
    expect(new Uint8Array(Buffer.concat(received))).toEqual(file);
    const [, continued] = host.requests.map((request) => /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]);
    expect(Number(continued)).toBeGreaterThanOrEqual(100_000);
    expect(host.requests).toHaveLength(2);
    expect(media.warnings).toEqual([expect.stringContaining('larger than the space')]);
    await media.store.settled();
    expect(media.store.usage().files).toBe(0);
  });

  it('when a file is larger than the budget, which is asked of the host once only', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia({ budgetBytes: 150_000, finishBytes: 200_000 });
    const address = media.addressOf(`${host.origin}/a.jpg`);
    expect(await bytesOf(await media.get(address))).toEqual(file);
    const before = host.requests.length;
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests.length - before).toBe(1);
    expect(media.store.usage().files).toBe(0);
  });

  it('when a file is larger than the budget, and the connection that told so is not kept', async () => {
    const host = await startHost((request, response) => {
      if (request.headers.range === undefined && host.requests.length === 1) {
        // Never ends: only the viewer can close it.
        response.writeHead(200, { 'content-length': file.byteLength }).write(file.subarray(0, 1000));
      } else {
        serveFile(file)(request, response);
      }
    });
    const media = await setUpMedia({ budgetBytes: 150_000 });
    expect(await bytesOf(await media.get(media.addressOf(`${host.origin}/a.jpg`)))).toEqual(file);
    await closed(host.requests[0]);
  });
});

describe('kept media', () => {
  it('are served by the next run of the app, without the host, and with a type also from a rebuilt index', async () => {
    const host = await startHost(serveFile(file));
    const folder = await makeFolder();
    const first = await setUpMedia({ folder });
    await bytesOf(await first.get(first.addressOf(`${host.origin}/a.jpg?Signature=1`)));
    await expect.poll(() => first.store.usage().files).toBe(1);
    await first.store.close();

    const second = await setUpMedia({ folder });
    expect(await bytesOf(await second.get(second.addressOf(`${host.origin}/a.jpg?Signature=2`)))).toEqual(file);
    await second.store.close();
    await writeFile(join(folder, 'store', 'index.sqlite'), 'no index at all');

    const third = await setUpMedia({ folder });
    const response = await third.get(third.addressOf(`${host.origin}/a.jpg?Signature=3`));
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(await bytesOf(response)).toEqual(file);
    expect(host.requests).toHaveLength(1);
  });
});
