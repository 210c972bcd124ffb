import { describe, expect, it, test } from 'vitest';
import { ownerOf } from '../../../../main/api/dataset-owner.ts';
import { parsePage } from '../../../../main/api/page.ts';
import { apiDatasetSchema, apiItemSchema, apiSequenceSchema } from '../../../../main/api/schema.ts';

const base = 'https://server.avala.ai/api/v1';

describe('apiSequenceSchema', () => {
  it('reads the official page’s example', () => {
    const sequence = apiSequenceSchema.parse({
      uid: 'seq_001',
      key: 'drive-1',
      status: 'labeling_4d',
      featured_image: 'https://storage.avala.ai/f.jpg',
      number_of_frames: 150,
      views: [{ key: 'camera_front', load: 'https://storage.avala.ai/sequences/seq_001/camera_front/', metrics: {} }],
    });
    expect(sequence).toMatchObject({ uid: 'seq_001', status: 'labeling_4d', number_of_frames: 150, frames: null });
    expect(sequence.views?.[0]?.load).toBe('https://storage.avala.ai/sequences/seq_001/camera_front/');
  });

  it('needs nothing but a uid', () => {
    expect(apiSequenceSchema.parse({ uid: 'x' })).toMatchObject({ uid: 'x', key: null, status: null, views: null, number_of_frames: null });
  });

  it('turns fields of a wrong type into null, keeps the others, unknown statuses and unknown fields', () => {
    const sequence = apiSequenceSchema.parse({
      uid: 7,
      key: 42,
      status: 'waiting_for_weather',
      number_of_frames: 'three',
      featured_image: { url: 'x' },
      views: 'none',
      lidar_calibration_enabled: 'yes',
      colour: 'blue',
    });
    expect(sequence).toMatchObject({
      uid: '7',
      key: '42',
      status: 'waiting_for_weather',
      number_of_frames: null,
      featured_image: null,
      views: null,
      lidar_calibration_enabled: null,
      colour: 'blue',
    });
  });

  it('keeps frames, images and addresses at their positions when some are unusable', () => {
    const { frames } = apiSequenceSchema.parse({
      uid: 'x',
      frames: [
        null,
        { uid: 'f1', image_urls: ['https://h/0.jpg', null, 3, 'https://h/3.jpg'] },
        { uid: 'f2', images: ['?', { image_url: 'https://h/1.jpg', fx: 'wide', position: { x: 1, y: 2 }, camera_id: 5 }] },
      ],
    });
    expect(frames?.map((frame) => frame.uid)).toEqual([null, 'f1', 'f2']);
    expect(frames?.[1]?.image_urls).toEqual(['https://h/0.jpg', null, null, 'https://h/3.jpg']);
    expect(frames?.[2]?.images?.[0]).toBeNull();
    expect(frames?.[2]?.images?.[1]).toMatchObject({ image_url: 'https://h/1.jpg', fx: null, position: null, camera_id: '5' });
  });

  it('reads a calibrated image', () => {
    const image = {
      image_url: 's3://bucket/0.jpg',
      position: { x: 1, y: 2, z: 3 },
      heading: { x: 0, y: 0, z: 0, w: 1 },
      fx: 1210.0,
      camera: 'front',
      camera_model: 'double-sphere',
      xi: -0.2,
    };
    const sequence = apiSequenceSchema.parse({ uid: 'x', frames: [{ images: [image] }] });
    expect(sequence.frames?.[0]?.images?.[0]).toMatchObject(image);
  });
});

describe('apiItemSchema', () => {
  it('reads both namings and keeps free-form metadata', () => {
    const item = apiItemSchema.parse({ uid: 'i', url: 'https://h/x', metadata: { width: 1, deep: { a: 1 } }, annotations_count: 0 });
    expect(item).toMatchObject({ url: 'https://h/x', data_url: null, metadata: { width: 1, deep: { a: 1 } }, annotations_count: 0 });
  });
});

describe('ownerOf', () => {
  test.each([
    [{ owner: 'acme' }, 'acme'],
    [{ owner: { username: 'jo', email: 'jo@example.com' } }, 'jo'],
    [{ owner: { slug: 'acme', name: 'Acme Inc.' } }, 'acme'],
    [{ owner: { username: null, email: 'jo@example.com' } }, 'jo@example.com'],
    [{ owner: 12, owner_slug: 'acme' }, 'acme'],
    [{ owner_username: 'jo' }, 'jo'],
    [{ owner: '', owner_name: 'acme' }, 'acme'],
    [{ organization: { slug: 'acme' } }, 'acme'],
    [{ organization: 'acme' }, 'acme'],
    [{}, null],
  ])('finds the owner of %j', (fields, owner) => {
    expect(ownerOf(apiDatasetSchema.parse({ slug: 'drive', ...fields }))).toBe(owner);
  });
});

describe('parsePage', () => {
  const page = (next: unknown, results: unknown[] = []) => parsePage({ next, previous: null, results }, apiItemSchema, base);

  it('takes the cursor out of next', () => {
    expect(page(`${base}/datasets/a/b/items/?cursor=cD0x%3D&limit=2`).nextCursor).toBe('cD0x=');
  });

  it('accepts next on the service’s other host and relative', () => {
    expect(page('https://api.avala.ai/api/v1/x/?cursor=abc').nextCursor).toBe('abc');
    expect(page('?cursor=abc').nextCursor).toBe('abc');
  });

  test.each([['https://evil.example/api/v1/?cursor=abc'], ['http://server.avala.ai/api/v1/?cursor=abc'], ['https://'], [null], [3], [`${base}/x/?page=2`]])(
    'ends the list when next is %j',
    (next) => {
      expect(page(next).nextCursor).toBeNull();
    },
  );

  it('drops and counts rows without a usable uid, and keeps the others', () => {
    const { rows, droppedCount } = page(null, [{ uid: 'a' }, { uid: '' }, { key: 'b' }, null, 'c', { uid: {} }, { uid: 'd' }]);
    expect(rows.map((row) => row.uid)).toEqual(['a', 'd']);
    expect(droppedCount).toBe(5);
  });

  it('reads a bare array as a list of one page', () => {
    expect(parsePage([{ uid: 'a' }], apiItemSchema, base)).toMatchObject({ rows: [{ uid: 'a' }], nextCursor: null });
  });

  it('reads a page that has no next at all', () => {
    expect(parsePage({ results: [] }, apiItemSchema, base)).toEqual({ rows: [], nextCursor: null, droppedCount: 0, isCutShort: false });
  });

  test.each([[{}], ['text'], [null], [{ results: {} }], [3]])('refuses %j', (body) => {
    expect(() => parsePage(body, apiItemSchema, base)).toThrow(expect.objectContaining({ kind: 'bad-response' }));
  });
});
