import { describe, expect, test } from 'vitest';
import { fakeVideo, groupSize } from './fake-video.ts';

test('every frame is exact: forward, back and in any order', async () => {
  const { load, frameCount } = fakeVideo({ groupCount: 5 });
  const all = Array.from({ length: frameCount }, (_, frame) => frame);
  for (const frame of [...all, ...all.toReversed(), ...all.map((frame) => (frame * 7) % frameCount)]) expect((await load(frame)).frame).toBe(frame);
});

test('playing forward decodes each packet once, with one decoder', async () => {
  const { load, fed, frameCount, decoders } = fakeVideo({ groupCount: 4 });
  for (let frame = 0; frame < frameCount; frame += 1) await load(frame);
  expect(fed).toEqual(Array.from({ length: frameCount }, (_, packet) => packet));
  expect(decoders).toHaveLength(1);
});

test('stepping back through a group decodes it once, not once a frame', async () => {
  const { load, fed } = fakeVideo({ groupCount: 4 });
  for (let frame = 3 * groupSize - 1; frame >= 2 * groupSize; frame -= 1) expect((await load(frame)).frame).toBe(frame);
  // The group, and what the decoder takes of the next to bring up its last frame.
  expect(fed.length).toBeLessThanOrEqual(groupSize + 3);
});

test('a far frame is reached from its own key, not through what lies between', async () => {
  const { load, fed } = fakeVideo({ groupCount: 40 });
  await load(0);
  const before = fed.length;
  expect((await load(30 * groupSize)).frame).toBe(30 * groupSize);
  expect(fed.slice(before)[0]).toBe(30 * groupSize);
  expect(fed.length - before).toBeLessThanOrEqual(4);
});

test('frames asked for together come up in one pass', async () => {
  const { load, fed } = fakeVideo({ groupCount: 2 });
  const frames = await Promise.all([4, 2, 0, 1, 3].map((frame) => load(frame)));
  expect(frames.map(({ frame }) => frame)).toEqual([4, 2, 0, 1, 3]);
  expect(new Set(fed).size).toBe(fed.length);
});

test('what nobody asked for is closed when the shelf is full, and all of it at the end; what was handed out is the caller’s', async () => {
  const { decoder, load, pictures } = fakeVideo({ groupCount: 4, shelfBytes: 200 });
  const own = [await load(5), await load(17), await load(2)];
  expect(pictures.filter(({ isClosed }) => !isClosed).length).toBeLessThanOrEqual(own.length + 2);
  decoder.dispose();
  expect(pictures.filter(({ isClosed }) => !isClosed)).toEqual(expect.arrayContaining(own));
  expect(pictures.filter(({ isClosed }) => !isClosed)).toHaveLength(own.length);
});

test('a cancelled request rejects at once, and the decoder goes on to the next', async () => {
  const { load, fed } = fakeVideo({ groupCount: 50 });
  const controller = new AbortController();
  const given = load(40 * groupSize + 5, controller.signal);
  const rejected = expect(given).rejects.toMatchObject({ name: 'AbortError' });
  controller.abort();
  await rejected;
  expect((await load(0)).frame).toBe(0);
  expect(fed.filter((packet) => packet >= 40 * groupSize)).toEqual([]);
});

test('a decoder that the browser took away is made anew, unnoticed', async () => {
  const { load, decoders } = fakeVideo({ groupCount: 3 });
  await load(1);
  decoders[0]?.breakDown();
  expect((await load(9)).frame).toBe(9);
  expect(decoders).toHaveLength(2);
  expect(decoders[0]?.isClosed).toBe(true);
});

test('a damaged packet costs its own and the following frames of the group, with the reason; the frames before and after are there', async () => {
  // Packet 9 is frame 8, the second B-frame of the second group.
  const { load } = fakeVideo({ groupCount: 3, damagedAt: 9 });
  expect((await load(6)).frame).toBe(6);
  expect((await load(7)).frame).toBe(7);
  await expect(load(8)).rejects.toThrow('damaged here');
  expect((await load(13)).frame).toBe(13);
  expect((await load(3)).frame).toBe(3);
});

test('a decoder that never made a picture is said to fail at the codec', async () => {
  const { load } = fakeVideo({ groupCount: 1, damagedAt: 0 });
  await expect(load(0)).rejects.toThrow('codec fails');
});

test('of a file that is cut off, the frames before it are there and the rest say why', async () => {
  const { load } = fakeVideo({ groupCount: 3, cutAt: 9 });
  await expect(load(11)).rejects.toThrow(/cut off before this frame/);
  expect((await load(6)).frame).toBe(6);
  expect((await load(7)).frame).toBe(7);
  await expect(load(17)).rejects.toThrow(/cut off before this frame/);
});

test('a frame of which the decoder makes nothing is given up as soon as a later one comes out, also when it is asked for again', async () => {
  // Packet 8 is frame 7, a B-frame of the second group.
  const { load, fed } = fakeVideo({ groupCount: 40, droppedAt: 8 });
  await expect(load(7)).rejects.toThrow('The decoder made no picture of this frame.');
  expect(fed.length).toBeLessThanOrEqual(2 * groupSize);
  const before = fed.length;
  await expect(load(7)).rejects.toThrow('The decoder made no picture of this frame.');
  expect(fed.length - before).toBeLessThanOrEqual(2 * groupSize);
  expect((await load(8)).frame).toBe(8);
});

test('a frame that a picture waits for is reached before those that were asked for earlier on speculation', async () => {
  const { decoder, load } = fakeVideo({ groupCount: 60 });
  const signal = new AbortController().signal;
  const order: number[] = [];
  const speculative = [20, 30, 40].map((group) => decoder.load(group * groupSize, { signal, isWanted: false }));
  const wanted = load(50 * groupSize);
  for (const loading of [...speculative, wanted]) void loading.then(({ frame }) => order.push(frame / groupSize));
  await Promise.all([...speculative, wanted]);
  expect(order).toEqual([50, 20, 30, 40]);
});

test('a frame that becomes wanted while it waits goes before the others', async () => {
  const { decoder } = fakeVideo({ groupCount: 60 });
  const signal = new AbortController().signal;
  const order: number[] = [];
  const askers = [20, 30, 40].map((group) => ({ group, asker: { signal, isWanted: false } }));
  const loading = askers.map(({ group, asker }) => decoder.load(group * groupSize, asker).then(({ frame }) => order.push(frame / groupSize)));
  for (const { group, asker } of askers) asker.isWanted = group === 40;
  await Promise.all(loading);
  expect(order).toEqual([40, 20, 30]);
});

describe('on a slow network', () => {
  const tasks = () => new Promise((settled) => setTimeout(settled, 0));

  test('the frame wanted next does not wait for what was being read for one that was cancelled', async () => {
    const { load, network } = fakeVideo({ groupCount: 50 });
    const controller = new AbortController();
    network.hangsAt = 20 * groupSize;
    const given = load(20 * groupSize, controller.signal);
    const rejected = expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await tasks();
    controller.abort();
    await rejected;
    expect((await load(0)).frame).toBe(0);
    expect(network.calledOff).toBe(1);
  });

  test('a wanted frame does not wait for what is being read on speculation, which is read again afterwards', async () => {
    const { decoder, load, network } = fakeVideo({ groupCount: 50 });
    network.hangsAt = 20 * groupSize;
    const speculative = decoder.load(20 * groupSize, { signal: new AbortController().signal, isWanted: false });
    await tasks();
    expect((await load(3)).frame).toBe(3);
    await tasks();
    network.goOn();
    expect((await speculative).frame).toBe(20 * groupSize);
  });

  test('what is being read when the last one has left is called off', async () => {
    const { load, network } = fakeVideo({ groupCount: 50 });
    const controller = new AbortController();
    network.hangsAt = 20 * groupSize;
    const given = load(20 * groupSize, controller.signal);
    await tasks();
    controller.abort();
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await tasks();
    await tasks();
    expect(network.calledOff).toBe(1);
  });

  test('what is being read goes on for the next frame when that lies on the way', async () => {
    const { load, network, decoders } = fakeVideo({ groupCount: 2 });
    const controller = new AbortController();
    await load(0);
    network.hangsAt = 4;
    const given = load(3, controller.signal);
    const rejected = expect(given).rejects.toMatchObject({ name: 'AbortError' });
    await tasks();
    controller.abort();
    const next = load(4);
    await rejected;
    await tasks();
    expect(network.calledOff).toBe(0);
    network.goOn();
    expect((await next).frame).toBe(4);
    expect(decoders).toHaveLength(1);
  });
});

test('at rest the decoder and all that is shelved are given back, and the next frame begins anew', async () => {
  const { decoder, load, decoders, pictures } = fakeVideo({ groupCount: 3 });
  const own = await load(3);
  decoder.rest();
  expect(decoders[0]?.isClosed).toBe(true);
  expect(pictures.filter(({ isClosed }) => !isClosed)).toEqual([own]);
  expect((await load(4)).frame).toBe(4);
});

test('closing the video tells those who wait, and closes the decoder', async () => {
  const { decoder, load, decoders } = fakeVideo({ groupCount: 3 });
  const rejected = expect(load(10)).rejects.toThrow('The video was closed.');
  await Promise.resolve();
  decoder.dispose();
  await rejected;
  expect(decoders.every(({ isClosed }) => isClosed)).toBe(true);
});
