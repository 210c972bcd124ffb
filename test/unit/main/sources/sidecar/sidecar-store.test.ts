import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../../../main/log/logger.ts';
import { addSidecars } from '../../../../../main/sources/sidecar/add-sidecars.ts';
import { createSidecarStore } from '../../../../../main/sources/sidecar/sidecar-store.ts';
import { sidecarLimits } from '../../../../../preload/contract/commands.ts';

const log = createLogger(() => undefined);
const freshFolder = () => join(mkdtempSync(join(tmpdir(), 'avala-sidecars-')), 'sidecars');
const sequence = { owner: 'a/../b@example.com', slug: 'drive', sequenceUid: '../../seq' };
const views = { cameraKeys: ['front', 'left'], sweeps: null };
const labels = (frame: string) => ({ name: `${frame}.json`, text: JSON.stringify([{ psr: { position: { x: 1, y: 2, z: 3 }, scale: { x: 4, y: 2, z: 1 } }, obj_type: 'Car', annotator: 'Jane Doe' }]) });
const namesIn = async (store: ReturnType<typeof createSidecarStore>, of = sequence) => (await store.read(of)).map(({ name }) => name);

test('what was added is there after the next start, for its own sequence alone, in a file for its owner alone', async () => {
  const folder = freshFolder();
  const { applied } = await addSidecars([labels('a'), labels('b')], sequence, views, createSidecarStore(folder, log));
  expect(applied).toEqual([{ name: 'a.json', what: '1 cuboid of frame a' }, { name: 'b.json', what: '1 cuboid of frame b' }]);

  const again = createSidecarStore(folder, log);
  expect(await namesIn(again)).toEqual(['a.json', 'b.json']);
  expect(await namesIn(again, { ...sequence, slug: 'other' })).toEqual([]);
  const [file, ...others] = readdirSync(folder);
  expect([others, file]).toEqual([[], expect.stringMatching(/^[0-9a-f]{32}\.json$/)]);
  if (process.platform !== 'win32') expect(statSync(join(folder, file ?? '')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, file ?? ''), 'utf8')).not.toContain('Jane');
});

test('of changes at the same time none is lost, and a file of the same name is replaced', async () => {
  const store = createSidecarStore(freshFolder(), log);
  await Promise.all(['a', 'b', 'c', 'a'].map((frame) => addSidecars([labels(frame)], sequence, views, store)));
  expect((await namesIn(store)).toSorted()).toEqual(['a.json', 'b.json', 'c.json']);
});

test('taking all away leaves no file', async () => {
  const folder = freshFolder();
  const store = createSidecarStore(folder, log);
  await addSidecars([labels('a')], sequence, views, store);
  await store.update(sequence, () => []);
  expect([await namesIn(store), readdirSync(folder)]).toEqual([[], []]);
});

test.each(['', '{', '[]', '{"version":2,"files":[]}', '{"version":1,"files":[{"name":"a"}]}'])('a damaged file (%s) is set aside', async (text) => {
  const folder = freshFolder();
  await addSidecars([labels('a')], sequence, views, createSidecarStore(folder, log));
  const [file = ''] = readdirSync(folder);
  writeFileSync(join(folder, file), text);
  expect(await namesIn(createSidecarStore(folder, log))).toEqual([]);
  expect(readFileSync(join(folder, `${file}.damaged`), 'utf8')).toBe(text);
});

test('a folder that cannot be written to is told, and what was there holds', async () => {
  const folder = freshFolder();
  writeFileSync(folder, 'a file where the folder should be');
  const store = createSidecarStore(folder, log);
  await expect(addSidecars([labels('a')], sequence, views, store)).rejects.toMatchObject({ kind: 'storage' });
  expect(await namesIn(store)).toEqual([]);
  // One failure does not stop the next change.
  await expect(addSidecars([labels('a')], sequence, views, store)).rejects.toMatchObject({ kind: 'storage' });
});

describe('files of no use', () => {
  const add = (files: { name: string; text: string }[], of: Parameters<typeof addSidecars>[2] = views) => addSidecars(files, sequence, of, createSidecarStore(freshFolder(), log));
  const frames = [{ url: 'https://h/000950.pcd', key: null }, { url: 'https://h/000965.pcd', key: null }];
  const calibration = (name: string) => ({ name, text: JSON.stringify({ extrinsic: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], intrinsic: [1, 0, 0, 0, 1, 0, 0, 0, 1] }) });

  test('are told with their reasons, and the others are kept', async () => {
    const { applied, unused } = await add([labels('000965'), labels('000970'), calibration('rear.json'), calibration('cam_front.json'), { name: 'x.txt', text: 'x' }], { ...views, sweeps: [frames] });
    expect(applied.map(({ name }) => name)).toEqual(['000965.json', 'cam_front.json']);
    expect(unused.map(({ name }) => name)).toEqual(['x.txt', '000970.json', 'rear.json']);
    const reasons = unused.map(({ reason }) => reason);
    expect(reasons[0]).toMatch(/neither a calibration nor labels/);
    expect(reasons[1]).toBe('No frame of this sequence is called 000970. Name the file after the frame’s own file.');
    expect(reasons[2]).toBe('It is of rear; the cameras of this sequence are front, left. Name the file after its camera.');
  });

  test('are labels where there is no point cloud; before that is known they are kept', async () => {
    expect((await add([labels('a')], { ...views, sweeps: [] })).unused[0]?.reason).toMatch(/no point cloud/);
    expect((await add([labels('a')], { ...views, sweeps: null })).applied).toHaveLength(1);
  });

  test('one that is too large is not even read', async () => {
    const large = { name: 'large.json', text: `[${' '.repeat(sidecarLimits.fileBytes)}]` };
    expect(await add([large, labels('a')])).toMatchObject({ applied: [{ name: 'a.json' }], unused: [{ name: 'large.json', reason: 'It is larger than 8 MB.' }] });
  });
});

test('a sequence that has enough takes no more, at once or bit by bit, and keeps what it had', async () => {
  const store = createSidecarStore(freshFolder(), log);
  const padded = (name: string) => ({ ...labels(name), text: labels(name).text + ' '.repeat(7 * 2 ** 20) });
  const nine = Array.from({ length: 9 }, (_, i) => padded(`f${i}`));
  await addSidecars(nine, sequence, views, store);
  const before = await namesIn(store);
  await expect(addSidecars([padded('f9')], sequence, views, store)).rejects.toMatchObject({ kind: 'invalid-input', message: expect.stringContaining('64 MB') });
  await expect(addSidecars([...nine, padded('f9')], sequence, views, store)).rejects.toMatchObject({ kind: 'invalid-input' });
  expect(await namesIn(store)).toEqual(before);
  expect((await addSidecars([padded('f8')], sequence, views, store)).applied).toHaveLength(1);
  await expect(addSidecars(Array.from({ length: sidecarLimits.fileCount + 1 }, (_, i) => ({ name: String(i), text: '' })), sequence, views, store)).rejects.toMatchObject({ kind: 'invalid-input' });
});
