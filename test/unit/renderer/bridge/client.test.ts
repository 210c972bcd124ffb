import { expect, it, vi } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { pageOf, sequenceRow } from '../../../support/rows.ts';

const target = { owner: 'acme', slug: 'drive' };

it('hands a command to the bridge by name and returns its parsed value', async () => {
  const bridge = new FakeBridge();
  const answer = createClient(bridge).call('sequence.list', { ...target, limit: 2 });
  const page = pageOf([sequenceRow('a')], 'next');
  await bridge.newest('sequence.list').answer(page);
  expect(await answer).toEqual({ ok: true, value: page });
  expect(bridge.newest('sequence.list').input).toEqual({ ...target, limit: 2 });
});

it('strips what the contract does not name, so that nothing unexpected reaches a store', async () => {
  const bridge = new FakeBridge();
  const answer = createClient(bridge).call('session.sign-out', {});
  await bridge.newest('session.sign-out').answer({ state: 'signed-out', key: 'avk_secret' });
  expect(await answer).toEqual({ ok: true, value: { state: 'signed-out' } });
});

it('returns a failure of the command as a value, with when to try again', async () => {
  const bridge = new FakeBridge();
  const answer = createClient(bridge).call('dataset.list', {});
  const call = bridge.newest('dataset.list');
  await call.fail('forbidden', 'No access.');
  expect(await answer).toEqual({ ok: false, error: { kind: 'forbidden', message: 'No access.' } });
});

it.each([
  ['nothing', undefined],
  ['a value outside the contract', { ok: true, value: { rows: 'none' } }],
  ['a failure of an unknown kind', { ok: false, error: { kind: 'odd', message: 'x' } }],
])('turns %s into an internal failure that says what to do', async (_, raw) => {
  const answer = await createClient({ invoke: async () => raw, subscribe: () => () => undefined }).call('dataset.list', {});
  expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } });
  expect(answer.ok ? '' : answer.error.message).toMatch(/Restart/);
});

it('turns a bridge that breaks into an internal failure', async () => {
  const bridge = { invoke: () => Promise.reject(new Error('gone')), subscribe: () => () => undefined };
  expect(await createClient(bridge).call('dataset.list', {})).toMatchObject({ ok: false, error: { kind: 'internal' } });
});

it('dispatches parsed events until the listener leaves', () => {
  const bridge = new FakeBridge();
  const listener = vi.fn();
  const leave = createClient(bridge).onEvent(listener);
  bridge.emit({ type: 'api.waiting', untilMs: 5, surplus: true });
  expect(listener).toHaveBeenCalledExactlyOnceWith({ type: 'api.waiting', untilMs: 5 });
  leave();
  bridge.emit({ type: 'api.waiting', untilMs: 6 });
  expect(listener).toHaveBeenCalledTimes(1);
});

it('throws at the bridge for an event outside the contract, so that it surfaces as an error of the page', () => {
  const bridge = new FakeBridge();
  createClient(bridge).onEvent(() => undefined);
  expect(() => bridge.emit({ type: 'unheard.of' })).toThrow(/unheard.of|discriminator/i);
});
