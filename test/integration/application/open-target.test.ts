import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApplication, type Application } from '../../../main/application.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { Bridge } from '../../../preload/contract/bridge.ts';
import type { Target } from '../../../preload/contract/model.ts';
import { createClient } from '../../../renderer/bridge/client.ts';
import { createStores, type Stores } from '../../../renderer/stores/create-stores.ts';
import type { Address } from '../../../renderer/stores/route-store.ts';

const firstTarget: Target = { owner: 'acme', slug: 'drive', sequenceUid: null };
const signal = new AbortController().signal;
let folder: string;
let application: Application;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'avala-application-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
  application = await createApplication({
    shell: 'electron',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    cacheBudgetBytes: 1_000_000,
    baseUrl: 'http://127.0.0.1:9/api/v1',
    environmentKey: null,
    target: firstTarget,
    openPath: null,
    chooseFiles: null,
    fetch: () => Promise.reject(new Error('Nothing is to be asked of the network.')),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log: createLogger(() => undefined),
  });
});
afterEach(async () => {
  await application.close();
  rmSync(folder, { recursive: true });
});

/** A page over the real application, at an address of its own; everything between them is cloned, as IPC would. */
async function openPage(hash = ''): Promise<{ stores: Stores; history: string[] }> {
  const history = [hash];
  const address: Address = {
    readHash: () => history.at(-1) ?? '',
    push: (next) => void history.push(next),
    replace: (next) => void history.splice(-1, 1, next),
    onChange: () => () => undefined,
  };
  const bridge: Bridge = {
    invoke: async (name, input) => structuredClone(await application.execute(name, structuredClone(input), signal)),
    subscribe: (listener) => application.subscribe((event) => listener(structuredClone(event))),
  };
  const client = createClient(bridge);
  const start = await client.call('app.start', {});
  if (!start.ok) throw new Error(start.error.message);
  return { stores: createStores(start.value, { client, address, readMediaType: () => Promise.resolve({ ok: true, value: 'image/png' }), pressKey: () => undefined, pathOfFile: null }), history };
}

/** As the desktop app does it: for pages that listen, and for those to come. */
function openTarget(target: Target): void {
  application.beginAt(target);
  application.tell({ type: 'target.opened', target });
}

test('a place that a second start hands over is gone to, and the way back remains', async () => {
  const { stores, history } = await openPage('#/acme/drive/seq_1?frame=7');
  openTarget({ owner: 'team', slug: 'night run', sequenceUid: 'seq_9' });
  expect(stores.route.getState().route).toEqual({ screen: 'moment', owner: 'team', slug: 'night run', sequenceUid: 'seq_9', frameIndex: null });
  expect(history).toEqual(['#/acme/drive/seq_1?frame=7', '#/team/night%20run/seq_9']);
  openTarget({ owner: 'team', slug: 'night run', sequenceUid: null });
  expect(stores.route.getState().route).toMatchObject({ screen: 'dataset', owner: 'team', slug: 'night run' });
});

test('every page that is there goes to it', async () => {
  const pages = [await openPage(), await openPage('#/')];
  openTarget({ owner: 'team', slug: 'a', sequenceUid: null });
  expect(pages.map(({ history }) => history.at(-1))).toEqual(['#/team/a', '#/team/a']);
});

test('a page that comes later begins there rather than where the first start was to open', async () => {
  const before = await openPage();
  expect(before.history).toEqual(['#/acme/drive']);
  openTarget({ owner: 'team', slug: 'a', sequenceUid: null });
  const after = await openPage();
  expect(after.history).toEqual(['#/team/a']);
  expect(after.stores.route.getState().route).toMatchObject({ owner: 'team', slug: 'a' });
});

test('a place where the page is already adds nothing to its history', async () => {
  const { history } = await openPage();
  application.tell({ type: 'target.opened', target: firstTarget });
  expect(history).toEqual(['#/acme/drive']);
});

test('a page that comes after all was opened begins at the start', async () => {
  application.beginAt(null);
  const { history, stores } = await openPage();
  expect(history).toEqual(['']);
  expect(stores.route.getState().route).toEqual({ screen: 'home' });
});
