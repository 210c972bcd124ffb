import { expect, test } from 'vitest';
import { DecodeClient } from '../../../../renderer/decode/decode-client.ts';
import type { FromWorker, ToWorker } from '../../../../renderer/decode/decode-protocol.ts';
import type { WorkerPort } from '../../../../renderer/decode/worker-handle.ts';

/** A worker at the test's hands. */
class FakeWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  isTerminated = false;
  answer: (answer: FromWorker) => void = () => undefined;
  fail: () => void = () => undefined;

  send(message: ToWorker): void {
    this.sent.push(message);
  }

  onAnswer(listener: (answer: FromWorker) => void): void {
    this.answer = listener;
  }

  onFailure(listener: () => void): void {
    this.fail = listener;
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

function setUp(size: number) {
  const workers: FakeWorker[] = [];
  const client = new DecodeClient(size, () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  const worker = (index: number) => {
    const found = workers[index];
    if (found === undefined) throw new Error(`There is no worker ${index}`);
    return found;
  };
  return { client, workers, worker };
}

const request = (name: string) => ({ url: `http://viewer/media/${name}`, hint: 'image' as const });
const loadsOf = (worker: FakeWorker) => worker.sent.filter((message) => message.type === 'load').map(({ request: { url } }) => url.slice(-1));

test('each load goes to the worker that has the fewest', () => {
  const { client, worker } = setUp(2);
  for (const name of ['a', 'b', 'c']) client.load(request(name));
  worker(1).answer({ id: 0, state: 'failed', reason: 'damaged' });
  client.load(request('d'));
  expect([loadsOf(worker(0)), loadsOf(worker(1))]).toEqual([['a', 'c'], ['b', 'd']]);
});

test('a worker is given three files at most; what waits goes to the first that has room, in order', async () => {
  const { client, worker } = setUp(1);
  for (const name of ['a', 'b', 'c', 'd', 'e']) client.load(request(name));
  expect(loadsOf(worker(0))).toEqual(['a', 'b', 'c']);
  worker(0).answer({ id: 1, state: 'failed', reason: 'damaged' });
  await new Promise((settled) => setImmediate(settled));
  expect(loadsOf(worker(0))).toEqual(['a', 'b', 'c', 'd']);
});

test('a file goes to the worker that read it last, unless that is full', async () => {
  const { client, worker } = setUp(2);
  client.load(request('a'));
  client.load(request('b'));
  for (const index of [0, 1]) worker(index).answer({ id: 0, state: 'cancelled' });
  await new Promise((settled) => setImmediate(settled));
  for (const name of ['b', 'b', 'b', 'b']) client.load(request(name));
  expect([loadsOf(worker(0)), loadsOf(worker(1))]).toEqual([['a', 'b'], ['b', 'b', 'b', 'b']]);
});

test('what is cancelled while it waits settles at once and never reaches a worker', async () => {
  const { client, worker } = setUp(1);
  for (const name of ['a', 'b', 'c']) client.load(request(name));
  const given = client.load(request('d'));
  client.load(request('e'));
  given.cancel();
  expect((await given.value).state).toBe('failed');
  for (const id of [0, 1, 2]) worker(0).answer({ id, state: 'cancelled' });
  await new Promise((settled) => setImmediate(settled));
  expect(loadsOf(worker(0))).toEqual(['a', 'b', 'c', 'e']);
  expect(worker(0).sent.filter(({ type }) => type === 'cancel')).toEqual([]);
});

test('all of a video goes to one worker, whatever that is busy with; another video goes to another', async () => {
  const { client, worker } = setUp(2);
  const opened = client.openVideo('http://viewer/media/v');
  const video = { frameCount: 9, timestampsMs: [], width: 1, height: 1, codec: 'VP9' };
  const answerTo = (index: number, message: FromWorker) => worker(index).answer(message);
  const [first, second] = worker(0).sent.length > 0 ? [0, 1] : [1, 0];
  answerTo(first, { id: 0, state: 'video', video });
  expect(await opened).toEqual(video);
  for (let frameIndex = 0; frameIndex < 8; frameIndex += 1) client.load({ ...request('v'), video: { frameIndex } });
  const other = client.openVideo('http://viewer/media/w');
  expect(loadsOf(worker(first))).toHaveLength(8);
  expect(worker(second).sent).toEqual([{ type: 'open-video', id: 0, url: 'http://viewer/media/w' }]);
  answerTo(second, { id: 0, state: 'failed', reason: 'This view is H.265 video.' });
  await expect(other).rejects.toThrow('This view is H.265 video.');
});

test('what a picture waits for passes speculation that waits, also when it becomes so only later', async () => {
  const { client, worker } = setUp(1);
  for (const name of ['a', 'b', 'c', 'd']) client.load(request(name), false);
  const raised = client.load(request('e'), false);
  client.load(request('f'), true);
  raised.setWanted?.(true);
  for (const id of [0, 1, 2]) worker(0).answer({ id, state: 'cancelled' });
  await new Promise((settled) => setImmediate(settled));
  expect(loadsOf(worker(0))).toEqual(['a', 'b', 'c', 'e', 'f', 'd']);
});

test('the worker of a video is told what a picture waits for, and what it does no longer', () => {
  const { client, worker } = setUp(1);
  const load = client.load({ ...request('v'), video: { frameIndex: 3 } }, false);
  load.setWanted?.(true);
  load.setWanted?.(false);
  expect(worker(0).sent.map((message) => ('isWanted' in message ? message.isWanted : null))).toEqual([false, true, false]);
  expect(worker(0).sent[1]).toEqual({ type: 'set-wanted', id: 0, isWanted: true });
});

test('a failure is an outcome with its reason', async () => {
  const { client, worker } = setUp(1);
  const load = client.load(request('a'));
  worker(0).answer({ id: 0, state: 'failed', reason: 'The picture is cut off.' });
  expect(await load.value).toEqual({ state: 'failed', reason: 'The picture is cut off.' });
});

test('a decoded picture can be closed by the frame that holds it, and knows what it holds', async () => {
  const { client, worker } = setUp(1);
  const load = client.load(request('a'));
  let closeCount = 0;
  const image: ImageBitmap = { width: 4, height: 2, close: () => (closeCount += 1) };
  worker(0).answer({ id: 0, state: 'ready', payload: { kind: 'image', image, width: 4, height: 2, byteLength: 12 } });
  const outcome = await load.value;
  if (outcome.state !== 'ready') throw new Error('It should be ready');
  expect(outcome.frame).toMatchObject({ kind: 'image', width: 4, height: 2, byteLength: 12 });
  outcome.frame.close();
  expect(closeCount).toBe(1);
});

test('cancelling tells the worker, and only while the load is under way', () => {
  const { client, worker } = setUp(1);
  const first = client.load(request('a'));
  const second = client.load(request('b'));
  worker(0).answer({ id: 0, state: 'failed', reason: 'damaged' });
  first.cancel();
  second.cancel();
  expect(worker(0).sent.filter((message) => message.type === 'cancel')).toEqual([{ type: 'cancel', id: 1 }]);
});

test('a worker that breaks down is replaced; what it was busy with failed, what others do goes on', async () => {
  const { client, workers, worker } = setUp(2);
  const lost = client.load(request('a'));
  const kept = client.load(request('b'));
  worker(0).fail();
  expect((await lost.value).state).toBe('failed');
  expect(workers).toHaveLength(3);
  expect(worker(0).isTerminated).toBe(true);
  worker(1).answer({ id: 0, state: 'failed', reason: 'still alive' });
  expect(await kept.value).toEqual({ state: 'failed', reason: 'still alive' });
  client.load(request('c'));
  expect(loadsOf(worker(2))).toEqual(['c']);
});

test('a worker that never answers is not replaced without end: what is asked of it then fails with the reason', async () => {
  const { client, workers, worker } = setUp(1);
  const lost = client.load(request('a'));
  for (let time = 0; time < 3; time += 1) worker(time).fail();
  worker(0).fail();
  expect(workers).toHaveLength(3);
  expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  expect((await lost.value).state).toBe('failed');
  expect(await client.load(request('b')).value).toEqual({ state: 'failed', reason: 'The decoder could not be started. Restart the viewer; what was kept is safe.' });
  await expect(client.openVideo('http://viewer/media/v')).rejects.toThrow('could not be started');
});

test('a worker that had answered meanwhile is replaced as often as it breaks down', async () => {
  const { client, workers, worker } = setUp(1);
  for (let time = 0; time < 5; time += 1) {
    const done = client.load(request('a'));
    worker(time).answer({ id: time * 2, state: 'failed', reason: 'damaged' });
    await done.value;
    const lost = client.load(request('b'));
    worker(time).fail();
    await lost.value;
  }
  expect(workers).toHaveLength(6);
});

test('what one worker cannot take goes to the others', async () => {
  const { client, worker } = setUp(2);
  for (const place of [0, 2, 3]) worker(place).fail();
  for (const name of ['a', 'b', 'c']) client.load(request(name));
  expect(loadsOf(worker(1))).toEqual(['a', 'b', 'c']);
  void client.openVideo('http://viewer/media/v');
  expect(worker(1).sent.at(-1)?.type).toBe('open-video');
});

test('videos that are not needed any more are closed in their workers, and then may go to others', () => {
  const { client, worker } = setUp(1);
  client.closeVideos();
  expect(worker(0).sent).toEqual([]);
  void client.openVideo('http://viewer/media/v');
  client.closeVideos();
  expect(worker(0).sent.map(({ type }) => type)).toEqual(['open-video', 'close-videos']);
});

test('disposing ends all workers and leaves nothing waiting', async () => {
  const { client, workers } = setUp(2);
  const loads = Array.from({ length: 8 }, (_, index) => client.load(request(String(index))));
  client.dispose();
  expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  for (const load of loads) expect((await load.value).state).toBe('failed');
});

test('a file that could not be used is fetched anew when it is asked for again, until that was tried', async () => {
  const { client, worker } = setUp(1);
  const first = client.load(request('a'));
  worker(0).answer({ id: 0, state: 'failed', reason: 'It is cut off.' });
  await first.value;
  const second = client.load(request('a'));
  worker(0).answer({ id: 1, state: 'cancelled' });
  await second.value;
  const third = client.load(request('a'));
  worker(0).answer({ id: 2, state: 'ready', payload: { kind: 'image', image: { width: 1, height: 1, close: () => undefined }, width: 1, height: 1, byteLength: 4 } });
  await third.value;
  client.load(request('a'));
  const loads = worker(0).sent.filter((message) => message.type === 'load');
  expect(loads.map((message) => message.request.isRetry ?? false)).toEqual([false, true, true, false]);
});
