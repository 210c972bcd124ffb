import { expect, test } from 'vitest';
import type { Asker } from '../../../../renderer/decode/asker.ts';
import { DecodeError } from '../../../../renderer/decode/decode-error.ts';
import type { FromWorker, TaskAnswer } from '../../../../renderer/decode/decode-protocol.ts';
import { TaskRunner } from '../../../../renderer/decode/task-runner.ts';

/** A runner whose one kind of task is settled by the test. */
function setUp() {
  const tasks: { asker: Asker; resolve: (answer: TaskAnswer) => void; reject: (error: unknown) => void }[] = [];
  const answers: { message: FromWorker; transferCount: number }[] = [];
  const runner = new TaskRunner({
    perform: (_task, asker) => {
      const { promise, resolve, reject } = Promise.withResolvers<TaskAnswer>();
      tasks.push({ asker, resolve, reject });
      return promise;
    },
    answer: (message, transfer) => answers.push({ message, transferCount: transfer.length }),
    closeVideos: () => undefined,
  });
  const load = (id: number, isWanted = true) => {
    runner.receive({ type: 'load', id, request: { url: 'http://viewer/media/a', hint: 'image' }, isWanted });
    const task = tasks.at(-1);
    if (task === undefined) throw new Error('No task was begun');
    return task;
  };
  const settle = () => new Promise((settled) => setImmediate(settled));
  return { runner, load, answers, settle };
}

function picture() {
  const image = { width: 2, height: 1, closeCount: 0, close: () => (image.closeCount += 1) };
  return { image, answer: { state: 'ready', payload: { kind: 'image', image, width: 2, height: 1, byteLength: 8 } } as const };
}

test('a decoded picture is handed over, not closed', async () => {
  const { load, answers, settle } = setUp();
  const { image, answer } = picture();
  load(7).resolve(answer);
  await settle();
  expect(answers).toEqual([{ message: { id: 7, ...answer }, transferCount: 1 }]);
  expect(image.closeCount).toBe(0);
});

test('a picture that was decoded after its cancel is closed once and answered as cancelled', async () => {
  const { runner, load, answers, settle } = setUp();
  const { image, answer } = picture();
  const task = load(7);
  runner.receive({ type: 'cancel', id: 7 });
  task.resolve(answer);
  await settle();
  expect(answers).toEqual([{ message: { id: 7, state: 'cancelled' }, transferCount: 0 }]);
  expect(image.closeCount).toBe(1);
});

test('a task that fails because it was cancelled is answered as cancelled, once', async () => {
  const { runner, load, answers, settle } = setUp();
  const task = load(1);
  runner.receive({ type: 'cancel', id: 1 });
  expect(task.asker.signal.aborted).toBe(true);
  task.reject(task.asker.signal.reason);
  await settle();
  runner.receive({ type: 'cancel', id: 1 });
  expect(answers).toEqual([{ message: { id: 1, state: 'cancelled' }, transferCount: 0 }]);
});

test('a failure says why in its own words, anything else in words that give nothing away', async () => {
  const { load, answers, settle } = setUp();
  load(1).reject(new DecodeError('The file is empty. Export it again.'));
  load(2).reject(new Error('/home/someone/secret'));
  await settle();
  expect(answers.map(({ message }) => (message.state === 'failed' ? message.reason : ''))).toEqual([
    'The file is empty. Export it again.',
    'This frame could not be decoded; there may not be enough memory for it. The other frames are not affected.',
  ]);
});

test('whether a picture waits for a task can change while it is under way', () => {
  const { runner, load } = setUp();
  const { asker } = load(3, false);
  expect(asker.isWanted).toBe(false);
  runner.receive({ type: 'set-wanted', id: 3, isWanted: true });
  runner.receive({ type: 'set-wanted', id: 99, isWanted: true });
  expect(asker.isWanted).toBe(true);
});
