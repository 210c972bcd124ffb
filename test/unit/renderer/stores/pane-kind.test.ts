import { expect, test } from 'vitest';
import type { MediaKind } from '../../../../preload/contract/model.ts';
import type { OpenedView } from '../../../../renderer/stores/recording-store.ts';
import { paneKind } from '../../../../renderer/stores/pane-kind.ts';

const resolved = (key: string, kind: MediaKind): OpenedView => ({ state: 'resolved', key, kind, frames: [], evidence: [] });

test('what a view holds decides on its side, whatever its name', () => {
  expect(paneKind(resolved('lidar', 'image'))).toBe('camera');
  expect(paneKind(resolved('front', 'point-cloud'))).toBe('cloud');
  expect(paneKind(resolved('lidar', 'video'))).toBe('camera');
});

test.each([
  ['CAM_FRONT', 'camera'],
  ['LIDAR_TOP', 'cloud'],
  ['velodyne', 'cloud'],
  ['points', 'cloud'],
  ['rear', 'camera'],
])('until it is known, the name %s stands for a %s', (key, expected) => {
  expect(paneKind({ state: 'resolving', key })).toBe(expected);
  expect(paneKind(resolved(key, 'unknown'))).toBe(expected);
});
