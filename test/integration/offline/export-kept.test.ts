import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localOwner, localSequenceUid } from '../../../preload/contract/local.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { makeFolder } from '../../support/made-folder.ts';
import { noNetwork, useOffline } from './offline-setup.ts';

const offline = useOffline();
const { rigs } = fixtureUids;
const sequence = { owner: rigs.owner, slug: rigs.slug, sequenceUid: rigs.world };

test('a kept sequence moves to a machine without network or key, with its frames, calibration and cuboids, and without an address', async () => {
  const app = await offline.start();
  const id = await app.keep(sequence);
  await app.until(id, ({ state }) => state === 'available');
  const here = await app.open(sequence);
  const path = join(await makeFolder(), 'kept.avseq');
  const exported = await app.call('recording.export', { ...sequence, path, isReplacing: false });
  if (exported.state !== 'started') throw new Error('Nothing was begun.');
  await app.untilJob(exported.jobId);

  const text = (await readFile(path)).toString('latin1');
  const { host } = new URL(offline.server.apiBaseUrl);
  for (const secret of [host.split(':')[0] ?? '', sequence.owner, offline.server.key]) expect(text, secret).not.toContain(secret);

  const there = await offline.start({ fetch: noNetwork, environmentKey: null });
  const { id: slug } = await there.call('local.add', { paths: [path] });
  const moved = await there.open({ owner: localOwner, slug, sequenceUid: localSequenceUid });
  expect(moved.views.map(({ key }) => key)).toEqual(here.views.map(({ key }) => key));
  for (const [at, view] of here.views.entries()) {
    const other = moved.views[at];
    if (view.state !== 'resolved' || other?.state !== 'resolved') throw new Error(`Not resolved: ${view.key}`);
    expect(other.frames.map(({ calibration, worldFromDevice, cuboids, timestampMs }) => ({ calibration, worldFromDevice, cuboids, timestampMs }))).toEqual(
      view.frames.map(({ calibration, worldFromDevice, cuboids, timestampMs }) => ({ calibration, worldFromDevice, cuboids, timestampMs })),
    );
    const [mine, theirs] = [await app.media(view, 1), await there.media(other, 1)];
    expect(Buffer.from(await theirs.arrayBuffer()).equals(Buffer.from(await mine.arrayBuffer()))).toBe(true);
  }
  const { jobId } = await there.call('local.verify', { id: slug });
  await there.untilJob(jobId);
});
