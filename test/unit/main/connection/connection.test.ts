import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../../../main/connection/connection.ts';
import type { ConnectionState } from '../../../../preload/contract/connection.ts';

const startMs = Date.UTC(2026, 10, 29, 12);
/** When probes were made, in seconds since the start. */
let probedAtSeconds: number[];
let isReachable: boolean;
let changes: ConnectionState[];

beforeEach(() => {
  vi.useFakeTimers({ now: startMs });
  probedAtSeconds = [];
  isReachable = false;
  changes = [];
});
afterEach(() => void vi.useRealTimers());

function start(isSwitchedOff = false): Connection {
  const connection = new Connection({
    isSwitchedOff,
    probe: () => {
      probedAtSeconds.push((Date.now() - startMs) / 1_000);
      return Promise.resolve(isReachable);
    },
  });
  connection.onChange((state) => changes.push(state));
  return connection;
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

describe('a service that cannot be reached', () => {
  it('is held for offline since the first request that failed, and is probed after 5, 10, 20, 40 and then every 60 seconds', async () => {
    const connection = start();
    connection.noteUnreachable();
    await seconds(1);
    connection.noteUnreachable();
    expect(connection.state()).toEqual({ state: 'offline', because: 'unreachable', sinceMs: startMs });
    await seconds(259);
    expect(probedAtSeconds).toEqual([5, 15, 35, 75, 135, 195, 255]);
    expect(changes).toHaveLength(1);
  });

  it('is online again by the first probe that is answered, and then nothing is asked any more', async () => {
    const connection = start();
    connection.noteUnreachable();
    await seconds(6);
    isReachable = true;
    await seconds(10);
    expect(changes.at(-1)).toEqual({ state: 'online' });
    await seconds(600);
    expect(probedAtSeconds).toEqual([5, 15]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is online again by a request that is answered, and begins with short pauses when it goes away again', async () => {
    const connection = start();
    connection.noteUnreachable();
    await seconds(40);
    connection.noteReached();
    expect(connection.isOffline()).toBe(false);
    await seconds(60);
    connection.noteUnreachable();
    await seconds(5);
    expect(probedAtSeconds).toEqual([5, 15, 35, 105]);
  });

  it('is asked at once when a person wants to know, once however often they press, and goes on with its pauses', async () => {
    const connection = start();
    connection.noteUnreachable();
    await seconds(1);
    const [first, second] = await Promise.all([connection.check(), connection.check()]);
    expect([first.state, second.state]).toEqual(['offline', 'offline']);
    expect(probedAtSeconds).toEqual([1]);
    await seconds(10);
    expect(probedAtSeconds).toEqual([1, 11]);
    isReachable = true;
    expect(await connection.check()).toEqual({ state: 'online' });
  });
});

describe('somebody who asks for something while the service is gone', () => {
  it('brings the next probe forward, to five seconds after one that failed at the soonest', async () => {
    const connection = start();
    connection.noteUnreachable();
    await seconds(36);
    expect(probedAtSeconds).toEqual([5, 15, 35]);
    connection.noteWanted();
    await seconds(3.9);
    connection.noteWanted();
    expect(probedAtSeconds).toEqual([5, 15, 35]);
    await seconds(0.1);
    expect(probedAtSeconds).toEqual([5, 15, 35, 40]);
    await seconds(30);
    expect(probedAtSeconds).toEqual([5, 15, 35, 40]);
    connection.noteWanted();
    expect(probedAtSeconds).toEqual([5, 15, 35, 40, 70]);
  });

  it('changes nothing online, nor with the switch on', async () => {
    const connection = start();
    connection.noteWanted();
    connection.setOffline(true);
    await seconds(60);
    connection.noteWanted();
    await seconds(1);
    expect(probedAtSeconds).toEqual([]);
  });
});

describe('the switch', () => {
  it('holds from the start, asks nothing, and no answer turns it off', async () => {
    const connection = start(true);
    expect(connection.state()).toEqual({ state: 'offline', because: 'switch', sinceMs: startMs });
    connection.noteReached();
    connection.noteUnreachable();
    await connection.check();
    await seconds(600);
    expect(probedAtSeconds).toEqual([]);
    expect(connection.isSwitchedOff()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes the place of an unreachable service and ends its probes', async () => {
    const connection = start();
    connection.noteUnreachable();
    connection.setOffline(true);
    await seconds(600);
    expect(probedAtSeconds).toEqual([]);
    expect(changes.at(-1)).toMatchObject({ because: 'switch' });
  });

  it('turned off, counts the service as reachable until a request says otherwise', () => {
    const connection = start(true);
    connection.setOffline(false);
    expect(changes).toEqual([{ state: 'online' }]);
    expect(connection.signal.aborted).toBe(false);
    connection.noteUnreachable();
    expect(connection.state()).toMatchObject({ because: 'unreachable' });
  });

  it.each([true, false])('is not overruled by a probe that was under way (its outcome: %s), which starts no further one', async (isReached) => {
    const answer = Promise.withResolvers<boolean>();
    const connection = new Connection({ isSwitchedOff: false, probe: () => answer.promise });
    connection.noteUnreachable();
    const checked = connection.check();
    connection.setOffline(true);
    answer.resolve(isReached);
    expect(await checked).toMatchObject({ because: 'switch' });
    expect(connection.isSwitchedOff()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
