import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRouteStore, type Address, type RouteStore } from '../../../../renderer/stores/route-store.ts';

/** The browser's address and history in memory. */
class FakeAddress implements Address {
  readonly writes: ['push' | 'replace', string][] = [];
  private listener: () => void = () => undefined;
  private hash: string;

  constructor(hash: string) {
    this.hash = hash;
  }

  readHash = () => this.hash;
  push = (hash: string) => this.write('push', hash);
  replace = (hash: string) => this.write('replace', hash);
  onChange = (listener: () => void) => {
    this.listener = listener;
    return () => undefined;
  };

  /** As when the person edits the address or goes back. */
  type(hash: string): void {
    this.hash = hash;
    this.listener();
  }

  private write(kind: 'push' | 'replace', hash: string): void {
    this.hash = hash;
    this.writes.push([kind, hash]);
  }
}

let address: FakeAddress;
let store: RouteStore;
const step = (frameIndex: number) => store.getState().replaceFrame(frameIndex);

beforeEach(() => {
  vi.useFakeTimers();
  address = new FakeAddress('#/acme/drive/seq_1?frame=4');
  store = createRouteStore(address);
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts where the address points', () => {
  expect(store.getState().route).toEqual({ screen: 'moment', owner: 'acme', slug: 'drive', sequenceUid: 'seq_1', frameIndex: 4 });
});

it('writes a single step at once, in place of the entry that is there', () => {
  step(5);
  expect(address.writes).toEqual([['replace', '#/acme/drive/seq_1?frame=5']]);
});

it('holds quick steps back, and writes exactly the last when they rest', () => {
  for (let frame = 5; frame <= 60; frame += 1) {
    step(frame);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1_000);
  expect(address.readHash()).toBe('#/acme/drive/seq_1?frame=60');
  expect(address.writes.length).toBeLessThanOrEqual(4);
});

it('stays below the 200 writes in 30 s that browsers allow, however long it plays', () => {
  for (let frame = 0; frame < 3_000; frame += 1) {
    step(frame);
    vi.advanceTimersByTime(10);
  }
  expect(address.writes.length).toBeGreaterThan(100);
  expect(address.writes.length).toBeLessThanOrEqual(121);
});

it('forgets a held-back frame when the person goes elsewhere, so that it cannot overwrite the new place', () => {
  step(5);
  step(6);
  store.getState().navigate({ screen: 'moment', owner: 'acme', slug: 'drive', sequenceUid: 'seq_2', frameIndex: 0 });
  vi.advanceTimersByTime(1_000);
  expect(address.writes).toEqual([
    ['replace', '#/acme/drive/seq_1?frame=5'],
    ['push', '#/acme/drive/seq_2?frame=0'],
  ]);
});

it('follows an edited address, and forgets a held-back frame for it', () => {
  step(5);
  step(6);
  address.type('#/acme/drive/seq_1?frame=99');
  vi.advanceTimersByTime(1_000);
  expect(address.readHash()).toBe('#/acme/drive/seq_1?frame=99');
  expect(store.getState().route).toMatchObject({ frameIndex: 99 });
});

it('does not take steps for navigation: the route stays, so that no screen is drawn anew', () => {
  const before = store.getState().route;
  step(5);
  vi.advanceTimersByTime(1_000);
  expect(store.getState().route).toBe(before);
});

it('writes no frame to the address of a dataset', () => {
  store.getState().navigate({ screen: 'dataset', owner: 'acme', slug: 'drive', tab: 'sequences', itemUid: null });
  step(7);
  vi.advanceTimersByTime(1_000);
  expect(address.writes).toEqual([['push', '#/acme/drive']]);
});
