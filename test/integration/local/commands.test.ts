import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApplication, type Application } from '../../../main/application.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../preload/contract/commands.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import { localOwner, localSequenceUid } from '../../../preload/contract/local.ts';
import { makeFolder, neverAborted, pcdOf, pngOf, writeFiles } from '../../support/made-folder.ts';

async function start(change: Partial<Parameters<typeof createApplication>[0]> = {}): Promise<Application> {
  const folder = await makeFolder();
  await writeFiles(folder, { 'page/index.html': '<!doctype html><title>Viewer</title>' });
  const application = await createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    cacheBudgetBytes: 1_000_000,
    baseUrl: 'http://127.0.0.1:9/api/v1',
    environmentKey: null,
    target: null,
    openPath: null,
    chooseFiles: null,
    showFolder: () => Promise.resolve(),
    fetch: () => Promise.reject(new Error('Nothing is to be asked of the network.')),
    keyStore: null,
    log: createLogger(() => undefined),
    ...change,
  });
  onTestFinished(() => application.close());
  return application;
}

async function ask<Name extends CommandName>(application: Application, name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
  const answer = (await application.execute(name, structuredClone(input), neverAborted)) as Result<CommandOutput<Name>>;
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.message}`);
  return answer.value;
}

test('a folder from the command line is where a page begins, and plays from its own files, signed out and without network', async () => {
  const folder = await makeFolder();
  await writeFiles(folder, { 'front/1.png': pngOf(7), 'front/2.png': pngOf(8), 'lidar/2.pcd': pcdOf(2) });
  const application = await start({ openPath: folder });
  const { target, fileChoice, session } = await ask(application, 'app.start', {});
  expect({ fileChoice, session }).toEqual({ fileChoice: 'own', session: { state: 'signed-out' } });
  expect(target).toMatchObject({ owner: localOwner, sequenceUid: localSequenceUid });
  const { recordingId, viewKeys, startFrame } = await ask(application, 'recording.open', { owner: localOwner, slug: target?.slug ?? '', sequenceUid: localSequenceUid });
  expect(viewKeys).toEqual(['front', 'lidar']);
  // The first picture has no sweep beside it.
  expect(startFrame).toBe(1);
  const view = await ask(application, 'recording.view', { recordingId, viewKey: 'front' });
  const media = view.state === 'resolved' ? view.frames[1]?.media : undefined;
  if (media?.state !== 'available') throw new Error('The frame cannot be fetched.');
  expect(media.id).not.toContain('front');
  const response = await application.handle(new Request(`http://viewer.test/media/${media.id}`, { headers: { range: 'bytes=0-7' } }));
  expect(response.status).toBe(206);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(pngOf(8).subarray(0, 8));
  const whole = await application.readMedia({ mediaId: media.id, isAnew: true, maxBytes: 1e6 }, neverAborted);
  expect(Buffer.concat(whole?.pieces ?? [])).toEqual(Buffer.from(pngOf(8)));
  // On this disk, as the timeline shows; and a gap is on none.
  expect(await ask(application, 'recording.kept', { recordingId, viewKey: 'lidar' }).then(({ ranges }) => ranges)).toEqual([]);
  await ask(application, 'recording.view', { recordingId, viewKey: 'lidar' });
  expect(await ask(application, 'recording.kept', { recordingId, viewKey: 'lidar' }).then(({ ranges }) => ranges)).toEqual([[1, 2]]);
});

test('a folder that is not there keeps the app from starting, with a sentence', async () => {
  await expect(start({ openPath: '/no such folder' })).rejects.toThrow('That folder or file is not there');
});

test('the picker lists folders by name, home first, and only what can be opened of files', async () => {
  const folder = await makeFolder();
  await writeFiles(folder, { 'b10/x': '', 'b9/x': '', '.hidden/x': '', 'drive.avseq': '', 'drive.MP4': '', 'notes.txt': '' });
  const application = await start();
  expect((await ask(application, 'local.listFolder', { path: null, files: false })).path).toBe(homedir());
  const listed = await ask(application, 'local.listFolder', { path: folder, files: true });
  expect(listed.entries.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['b9 folder', 'b10 folder', 'drive.avseq file', 'drive.MP4 file']);
  expect(listed.parentPath).toBe(join(folder, '..'));
  expect((await ask(application, 'local.listFolder', { path: folder, files: false })).entries).toHaveLength(2);
  // A space at the end is part of a folder's name.
  await writeFiles(folder, { 'b10/spaced /front/1.png': pngOf(7) });
  const [spaced] = (await ask(application, 'local.listFolder', { path: join(folder, 'b10'), files: false })).entries;
  expect((await ask(application, 'local.listFolder', { path: spaced?.path ?? '', files: false })).entries.map(({ name }) => name)).toEqual(['front']);
  await ask(application, 'local.add', { paths: [spaced?.path ?? ''] });
  await expect(ask(application, 'local.listFolder', { path: join(folder, 'missing'), files: false })).rejects.toThrow('not-found');
  await expect(ask(application, 'local.listFolder', { path: 'relative/path', files: false })).rejects.toThrow('Type the whole path');
  await expect(ask(application, 'local.choose', { what: 'folders', suggestedName: '' })).rejects.toThrow('invalid-input');
});

test('where the system has a dialog, the page is told of nothing that a person did not choose there', async () => {
  const application = await start({ chooseFiles: ({ what }) => Promise.resolve([`/chosen/${what}`]) });
  expect((await ask(application, 'app.start', {})).fileChoice).toBe('system');
  expect(await ask(application, 'local.choose', { what: 'folders', suggestedName: '' })).toEqual({ paths: ['/chosen/folders'] });
  await expect(ask(application, 'local.listFolder', { path: '/', files: true })).rejects.toThrow('invalid-input');
});

test('where the system has a dialog, the page opens and writes what a person chose or dropped, and no other path', async () => {
  const [chosen, dropped, other, out] = [await makeFolder(), await makeFolder(), await makeFolder(), await makeFolder()];
  for (const folder of [chosen, dropped, other]) await writeFiles(folder, { 'front/1.png': pngOf(7) });
  const path = join(out, 'a.avseq');
  const application = await start({ chooseFiles: ({ what }) => Promise.resolve([what === 'export' ? path : chosen]) });
  await expect(ask(application, 'local.add', { paths: [chosen] })).rejects.toThrow('forbidden: Choose the folder or file');
  await ask(application, 'local.choose', { what: 'folders', suggestedName: '' });
  const { id } = await ask(application, 'local.add', { paths: [chosen] });
  await expect(ask(application, 'local.add', { paths: [chosen, other] })).rejects.toThrow('forbidden');
  await expect(ask(application, 'local.add', { paths: [join(chosen, 'front')] })).rejects.toThrow('forbidden');
  application.noteDropped(dropped);
  await ask(application, 'local.add', { paths: [dropped] });

  const sequence = { owner: localOwner, slug: id, sequenceUid: localSequenceUid };
  // What may be read may not be written over.
  await expect(ask(application, 'recording.export', { ...sequence, path: join(dropped, 'front/1.png'), isReplacing: true })).rejects.toThrow('forbidden: Choose in the system');
  await expect(ask(application, 'recording.export', { ...sequence, path: dropped, isReplacing: true })).rejects.toThrow('forbidden');
  await expect(ask(application, 'recording.export', { ...sequence, path, isReplacing: false })).rejects.toThrow('forbidden');
  await ask(application, 'local.choose', { what: 'export', suggestedName: 'a.avseq' });
  expect(await ask(application, 'recording.export', { ...sequence, path, isReplacing: false })).toMatchObject({ state: 'started' });
});

test('nothing of a local recording is ever asked of the service', async () => {
  const application = await start({ environmentKey: 'avk_key' });
  await expect(ask(application, 'sequence.list', { owner: localOwner, slug: 'x' })).rejects.toThrow('not-found');
  await expect(ask(application, 'recording.open', { owner: localOwner, slug: '0'.repeat(24), sequenceUid: 'recording' })).rejects.toThrow('not-found');
  await expect(ask(application, 'recording.open', { owner: localOwner, slug: '../../etc', sequenceUid: 'recording' })).rejects.toThrow();
});

test('an export asks before it replaces, and is followed as a job', async () => {
  const [folder, out] = [await makeFolder(), await makeFolder()];
  await writeFiles(folder, { 'front/1.png': pngOf(7) });
  const application = await start();
  const { id } = await ask(application, 'local.add', { paths: [folder] });
  const sequence = { owner: localOwner, slug: id, sequenceUid: localSequenceUid };
  const ended = Promise.withResolvers<unknown>();
  application.subscribe((event) => (event.type === 'job.ended' ? ended.resolve(event.error) : undefined));
  const path = join(out, 'a.avseq');
  expect(await ask(application, 'recording.export', { ...sequence, path, isReplacing: false })).toMatchObject({ state: 'started' });
  expect(await ended.promise).toBeNull();
  expect(await readdir(out)).toEqual(['a.avseq']);
  expect(await ask(application, 'recording.export', { ...sequence, path, isReplacing: false })).toEqual({ state: 'exists' });
  await expect(ask(application, 'recording.exportName', { owner: 'acme', slug: 'drive', sequenceUid: 'seq' })).rejects.toThrow('Keep it offline first');
});
