import { expect, test } from 'vitest';
import { indexVideo, keyPacketOf, type PacketMark } from '../../../../../renderer/decode/video/video-index.ts';

/** Packets in decode order: `K` is a key; the number is the time of presentation, 40 ms each. */
const packets = (...marks: string[]): PacketMark[] =>
  marks.map((mark) => ({ isKey: mark.startsWith('K'), timestampS: Number(mark.replace('K', '')) * 0.04, durationS: 0.04 }));

test('frames are counted in the order of presentation, whatever the order of decoding', () => {
  const index = indexVideo(packets('K0', '3', '1', '2', '6', '4', '5'));
  expect(index.packetOfFrame).toEqual([0, 2, 3, 1, 5, 6, 4]);
  expect(index.frameOfPacket).toEqual([0, 3, 1, 2, 6, 4, 5]);
});

test('what ends before the beginning is decoded but no frame', () => {
  const index = indexVideo(packets('K-2', '-1', '0', '1'));
  expect(index.packetOfFrame).toEqual([2, 3]);
  expect(index.frameOfPacket).toEqual([-2, -1, 0, 1]);
  expect(keyPacketOf(index, 0)).toBe(0);
});

test('decoding begins at the key of the own group', () => {
  const index = indexVideo(packets('K0', '2', '1', 'K3', '5', '4'));
  expect([0, 1, 2, 3, 4, 5].map((frame) => keyPacketOf(index, frame))).toEqual([0, 0, 0, 3, 3, 3]);
});

test('frames that follow an open group’s key in the file but are shown before it need the group before', () => {
  const index = indexVideo(packets('K0', '1', 'K4', '2', '3', '5'));
  expect([2, 3, 4, 5].map((frame) => keyPacketOf(index, frame))).toEqual([0, 0, 2, 2]);
});

test('two packets of one time are two frames, and no packets none', () => {
  expect(indexVideo(packets('K0', '1', '1', '2')).packetOfFrame).toEqual([0, 1, 2, 3]);
  expect(indexVideo([]).packetOfFrame).toEqual([]);
});
