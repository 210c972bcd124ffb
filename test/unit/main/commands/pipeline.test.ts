import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../../../main/commands/handlers.ts';
import { createPipeline } from '../../../../main/commands/pipeline.ts';
import { Failure } from '../../../../main/failure.ts';
import { createLogger } from '../../../../main/log/logger.ts';
import { commands } from '../../../../preload/contract/commands.ts';

const signal = new AbortController().signal;

/** A pipeline whose handlers all fail loudly, but for those given. */
function pipelineWith(some: Partial<Handlers>) {
  const lines: string[] = [];
  const others = Object.fromEntries(Object.keys(commands).map((name) => [name, () => Promise.reject(new Error('not expected'))]));
  const execute = createPipeline({ ...(others as unknown as Handlers), ...some }, createLogger((line) => lines.push(line)));
  return { execute, lines };
}

describe('the command pipeline', () => {
  test('gives a handler the parsed input and answers its output', async () => {
    const { execute } = pipelineWith({ 'session.sign-in': ({ key }) => ({ state: 'rejected', message: `<${key}>` }) });
    const result = await execute('session.sign-in', { key: '  spaced  ', forThisSessionOnly: true }, signal);
    expect(result).toEqual({ ok: true, value: { state: 'rejected', message: '<spaced>' } });
  });

  test.each(['nothing.known', 'toString', '__proto__', 'constructor'])('refuses the unknown command %s', async (name) => {
    const { execute } = pipelineWith({});
    expect(await execute(name, {}, signal)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  test('refuses input with a field too many without running the handler', async () => {
    const { execute, lines } = pipelineWith({});
    const result = await execute('session.sign-in', { key: 'k', forThisSessionOnly: true, extra: 1 }, signal);
    expect(result).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(lines.join()).not.toContain('not expected');
  });

  test('strips from the output whatever the contract does not name', async () => {
    const leaky = { state: 'signed-in', keyFrom: 'saved', key: 'avk_secret' } as const;
    const { execute } = pipelineWith({ 'session.sign-out': () => leaky });
    expect(await execute('session.sign-out', {}, signal)).toEqual({ ok: true, value: { state: 'signed-in', keyFrom: 'saved' } });
  });

  test('turns a failure into its kind and message', async () => {
    const failure = new Failure('throttled', 'Wait a little.', { retryAtMs: 1_700_000_000_000 });
    const { execute } = pipelineWith({ 'session.sign-out': () => Promise.reject(failure) });
    expect(await execute('session.sign-out', {}, signal)).toEqual({
      ok: false,
      error: { kind: 'throttled', message: 'Wait a little.', retryAtMs: 1_700_000_000_000 },
    });
  });

  test('says nothing of an unexpected error to the page, and logs it without secrets', async () => {
    const { execute, lines } = pipelineWith({
      'session.sign-out': () => Promise.reject(new Error('X-Avala-Api-Key: avk_0123456789abcdef was bad')),
    });
    const result = await execute('session.sign-out', {}, signal);
    expect(JSON.stringify(result)).not.toContain('avk_');
    expect(result).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('avk_0123456789abcdef');
  });

  test('every answer survives structured clone and JSON unchanged', async () => {
    const { execute } = pipelineWith({ 'session.sign-out': () => ({ state: 'signed-out' }) });
    const result = await execute('session.sign-out', {}, signal);
    expect(structuredClone(result)).toEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
