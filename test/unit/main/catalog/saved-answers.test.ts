import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Question } from '../../../../main/api/answer-keeper.ts';
import type { JsonAnswer } from '../../../../main/api/request-json.ts';
import { Catalog } from '../../../../main/catalog/catalog.ts';
import { SavedAnswers } from '../../../../main/catalog/saved-answers.ts';
import { Connection } from '../../../../main/connection/connection.ts';
import { Failure } from '../../../../main/failure.ts';
import type { ErrorKind } from '../../../../preload/contract/errors.ts';

const address = 'https://server.example/api/v1/datasets/';
let folder: string;
let catalog: Catalog;
let connection: Connection;
let answers: SavedAnswers;
let renewals: number;
/** The questions that reached the service, to be answered by the test. */
let asked: { address: string; etag: string | null; resolve: (answer: JsonAnswer) => void; reject: (failure: Failure) => void }[];
let nowMs: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  folder = mkdtempSync(join(tmpdir(), 'avala-answers-'));
  nowMs = 1_000;
  catalog = new Catalog({ path: join(folder, 'answers.sqlite'), budgetBytes: 1e6, log: { warn: () => undefined }, onHasAnswers: () => undefined, now: () => nowMs });
  connection = new Connection({ isSwitchedOff: false, probe: () => Promise.resolve(false) });
  renewals = 0;
  answers = new SavedAnswers({ catalog, connection, onRenewed: () => (renewals += 1) });
  asked = [];
});
afterEach(async () => {
  vi.useRealTimers();
  connection.close();
  answers.close();
  await catalog.close();
  rmSync(folder, { recursive: true });
});

const fresh = (body: unknown, etag: string | null = null): JsonAnswer => ({ isUnchanged: false, text: JSON.stringify(body), body, etag });

function question(part: Partial<Question<string>> = {}): Question<string> {
  return {
    address,
    isFresh: false,
    ask: (etag) => new Promise((resolve, reject) => asked.push({ address: part.address ?? address, etag, resolve, reject })),
    parse: (body) => {
      if (typeof body === 'string') return body;
      throw new Failure('bad-response', 'That is no list.');
    },
    join: null,
    signal: new AbortController().signal,
    ...part,
  };
}

/** Asks, and has the service answer at once; resolves when the answer is kept. */
async function hear(body: string, etag: string | null = null, part: Partial<Question<string>> = {}): Promise<void> {
  const answer = answers.answer(question(part));
  asked.at(-1)?.resolve(fresh(body, etag));
  await answer;
  // Saved one after another: what came before is saved too.
  await catalog.save({ address: 'https://server.example/other/', list: '', etag: null, text: '0' });
}

describe('online', () => {
  it('gives what the service says, and keeps it', async () => {
    const answer = answers.answer(question());
    asked[0]?.resolve(fresh('new', '"1"'));
    expect(await answer).toEqual({ value: 'new', asOfMs: null, problem: null });
    await vi.waitFor(async () => expect(await catalog.read(address)).toEqual({ body: 'new', etag: '"1"', asOfMs: 1_000 }));
  });

  it('asks with the validator of what is kept; a 304 makes that as true as now', async () => {
    await hear('same', '"1"');
    nowMs = 9_000;
    const answer = answers.answer(question());
    expect(asked[1]?.etag).toBe('"1"');
    asked[1]?.resolve({ isUnchanged: true });
    expect(await answer).toEqual({ value: 'same', asOfMs: null, problem: null });
    expect(catalog.peek(address)?.asOfMs).toBe(9_000);
  });

  it('asks without a validator, and takes nothing that is kept, where addresses must be fresh', async () => {
    await hear('old', '"1"');
    const answer = answers.answer(question({ isFresh: true }));
    expect(asked[1]?.etag).toBeNull();
    asked[1]?.reject(new Failure('service-failed', 'It failed.'));
    await expect(answer).rejects.toMatchObject({ kind: 'service-failed' });
  });

  it('does not keep what is no answer, and shows what is kept in its place, with the reason', async () => {
    await hear('good');
    const answer = answers.answer(question());
    asked[1]?.resolve(fresh({ portal: 'log in' }));
    expect(await answer).toEqual({ value: 'good', asOfMs: 1_000, problem: { kind: 'bad-response', message: 'That is no list.' } });
    expect(await catalog.read(address)).toMatchObject({ body: 'good' });
  });

  it.each<ErrorKind>(['service-failed', 'throttled', 'timed-out', 'redirected'])('shows what is kept when the service ends in %s, and says so', async (kind) => {
    await hear('kept');
    const answer = answers.answer(question());
    asked[1]?.reject(new Failure(kind, 'It failed.'));
    expect(await answer).toEqual({ value: 'kept', asOfMs: 1_000, problem: { kind, message: 'It failed.' } });
  });

  it.each<ErrorKind>(['signed-out', 'key-rejected'])('shows what is kept when there is no good key (%s), which the session says', async (kind) => {
    await hear('kept');
    const answer = answers.answer(question());
    asked[1]?.reject(new Failure(kind, 'Sign in.'));
    expect(await answer).toEqual({ value: 'kept', asOfMs: 1_000, problem: null });
  });

  it.each<ErrorKind>(['forbidden', 'not-found', 'rejected-request', 'cancelled', 'invalid-input'])('does not hide %s behind what is kept', async (kind) => {
    await hear('kept');
    const answer = answers.answer(question());
    asked[1]?.reject(new Failure(kind, 'No.'));
    await expect(answer).rejects.toMatchObject({ kind });
  });
});

describe('a slow service', () => {
  it('is waited for where nothing is kept', async () => {
    const answer = answers.answer(question());
    await vi.advanceTimersByTimeAsync(20_000);
    asked[0]?.resolve(fresh('late'));
    expect(await answer).toMatchObject({ value: 'late', asOfMs: null });
    expect(renewals).toBe(0);
  });

  it('is not waited for longer than a second and a half; its late answer is kept, announced, and handed over once without asking', async () => {
    await hear('old');
    let isGiven = false;
    const answer = answers.answer(question()).finally(() => (isGiven = true));
    await vi.advanceTimersByTimeAsync(1_499);
    expect(isGiven).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ value: 'old', asOfMs: 1_000, problem: null });
    expect(renewals).toBe(0);
    asked[1]?.resolve(fresh('new'));
    await vi.waitFor(() => expect(renewals).toBe(1));
    expect(await answers.answer(question())).toEqual({ value: 'new', asOfMs: null, problem: null });
    expect(asked).toHaveLength(2);
    void answers.answer(question()).catch(() => undefined);
    expect(asked).toHaveLength(3);
  });

  it('is asked once, however many wait', async () => {
    await hear('old');
    const [first, second] = [answers.answer(question()), answers.answer(question())];
    expect(asked).toHaveLength(2);
    asked[1]?.resolve(fresh('new'));
    expect(await first).toMatchObject({ value: 'new', asOfMs: null });
    expect(await second).toMatchObject({ value: 'new', asOfMs: null });
  });

  it('that fails late has that announced, and its failure handed over with what is kept', async () => {
    await hear('old');
    const answer = answers.answer(question());
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await answer).toMatchObject({ value: 'old', problem: null });
    asked[1]?.reject(new Failure('service-failed', 'It failed.'));
    await vi.advanceTimersByTimeAsync(0);
    expect(renewals).toBe(1);
    expect(await answers.answer(question())).toEqual({ value: 'old', asOfMs: 1_000, problem: { kind: 'service-failed', message: 'It failed.' } });
    expect(asked).toHaveLength(2);
  });

  it('announces nothing when it answers in time, or when it is gone, which the connection says', async () => {
    await hear('old');
    await hear('new');
    const never = answers.answer(question());
    await vi.advanceTimersByTimeAsync(1_500);
    await never;
    connection.noteUnreachable();
    asked[2]?.reject(new Failure('timed-out', 'No answer.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(renewals).toBe(0);
  });

  it('goes on being asked when the one who waited has left', async () => {
    await hear('old');
    const caller = new AbortController();
    const answer = answers.answer(question({ signal: caller.signal }));
    caller.abort();
    await expect(answer).rejects.toMatchObject({ kind: 'cancelled' });
    asked[1]?.resolve(fresh('new'));
    await vi.waitFor(async () => expect(await catalog.read(address)).toMatchObject({ body: 'new' }));
  });

  it('is waited for after signing in: what is kept may be of another person’s key', async () => {
    await hear('theirs');
    answers.startOver(2_000);
    const answer = answers.answer(question());
    await vi.advanceTimersByTimeAsync(10_000);
    asked[1]?.resolve(fresh('mine'));
    expect(await answer).toMatchObject({ value: 'mine', asOfMs: null });
  });

  it('is not listened to when it answers the one who has signed out', async () => {
    await hear('old');
    void answers.answer(question()).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_500);
    answers.startOver(500);
    asked[1]?.resolve(fresh('theirs'));
    await vi.advanceTimersByTimeAsync(1_000);
    await catalog.save({ address: 'https://server.example/other/', list: '', etag: null, text: '0' });
    expect(renewals).toBe(0);
    expect(await catalog.read(address)).toMatchObject({ body: 'old' });
  });
});

describe('offline', () => {
  it('gives what is kept at once and asks nothing', async () => {
    await hear('kept');
    connection.noteUnreachable();
    expect(await answers.answer(question())).toEqual({ value: 'kept', asOfMs: 1_000, problem: null });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['the switch', () => connection.setOffline(true), 'Work offline'],
    ['an unreachable service', () => connection.noteUnreachable(), 'cannot be reached'],
  ])('with %s, what is not kept fails at once and says why', async (_, goOffline, words) => {
    goOffline();
    await expect(answers.answer(question())).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining(words) });
    await expect(answers.answer(question({ isFresh: true }))).rejects.toMatchObject({ kind: 'unreachable' });
    expect(asked).toHaveLength(0);
  });

  it('a part of a list that is not kept is made of all that is, as old as the oldest of it', async () => {
    const join = (parts: readonly string[]) => parts.join('+');
    await hear('second', null, { address: `${address}?cursor=b&limit=500` });
    nowMs = 2_000;
    await hear('first');
    connection.noteUnreachable();
    expect(await answers.answer(question({ address: `${address}?ordering=key`, join }))).toEqual({ value: 'second+first', asOfMs: 1_000, problem: null });
    expect(await answers.answer(question({ join }))).toMatchObject({ value: 'first', asOfMs: 2_000 });
  });

  it('says nothing of a failure that the connection tells already', async () => {
    await hear('kept');
    const answer = answers.answer(question());
    connection.noteUnreachable();
    asked[1]?.reject(new Failure('unreachable', 'Gone.'));
    expect(await answer).toEqual({ value: 'kept', asOfMs: 1_000, problem: null });
  });
});
