import { describe, expect, test } from 'vitest';
import { apiDatasetSchema, apiItemSchema, apiSequenceSchema } from '../../../../main/api/schema.ts';
import { MediaRegistry } from '../../../../main/media/registry.ts';
import { matchingUrl, type SourceFrame } from '../../../../main/sources/frame-source.ts';
import { metadataPairs } from '../../../../main/sources/metadata-pairs.ts';
import { toDataset } from '../../../../main/sources/to-dataset.ts';
import { toItem } from '../../../../main/sources/to-item.ts';
import { toSequence } from '../../../../main/sources/to-sequence.ts';

const none = { thumbnail: null, media: null };
const itemOf = (row: object) => toItem(apiItemSchema.parse({ uid: 'i', ...row }), new MediaRegistry(), none);

describe('an item', () => {
  test('lists its metadata as pairs, nested values as compact JSON', () => {
    const item = itemOf({ metadata: { width: 1600, format: 'jpeg', gps: { lat: 1, lon: 2 }, empty: null, blank: '', tags: [] } });
    expect(item.metadata).toEqual([
      { label: 'width', value: '1600' },
      { label: 'format', value: 'jpeg' },
      { label: 'gps', value: '{"lat":1,"lon":2}' },
      { label: 'tags', value: '[]' },
    ]);
  });

  test('never shows who reported or exported, at any depth', () => {
    const item = itemOf({
      export_snippet: { by: 'Ann' },
      reporter: 'Ann',
      metadata: { export_snippet: 'Ann', reporter_name: 'Ann', reported_by: 'Ann', review: { reporter: 'Ann', export_snippet: 'Ann', score: 3 } },
    });
    expect(item.metadata).toEqual([{ label: 'review', value: '{"score":3}' }]);
    expect(JSON.stringify(item)).not.toContain('Ann');
  });

  test('takes its file and picture from wherever they are', () => {
    expect(itemOf({ url: 'https://h/a.jpg' }).media).toMatchObject({ state: 'available' });
    expect(itemOf({ thumbnails: [{ url: 'https://h/t.jpg' }] }).thumbnail).toMatchObject({ state: 'available' });
    expect(itemOf({ data_url: 's3://b/a.jpg' }).media).toMatchObject({ state: 'unfetchable' });
    expect(itemOf({})).toMatchObject({ key: 'i', media: null, thumbnail: null, annotationCount: null });
    expect(itemOf({ annotations: [1, 2] }).annotationCount).toBe(2);
  });

  test('with metadata nested beyond all reason is shown all the same', () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) nested = [nested];
    expect(metadataPairs({ nested })).toEqual([{ label: 'nested', value: 'nested too deeply to show' }]);
  });
});

test('a sequence shows what the service claims, and nothing that cannot be a count', () => {
  const of = (row: object) => toSequence(apiSequenceSchema.parse({ uid: 's', ...row }), new MediaRegistry(), null);
  expect(of({ number_of_frames: 60, views: [{ key: 'front' }] })).toMatchObject({ key: 's', frameCount: 60, viewKeys: ['front'], status: null });
  expect(of({ number_of_frames: -1 }).frameCount).toBeNull();
  expect(of({ number_of_frames: 1.5, frames: [{}, {}] }).frameCount).toBe(2);
});

test('a dataset whose owner is nowhere said cannot be opened', () => {
  expect(toDataset(apiDatasetSchema.parse({ slug: 'd' }))).toBeNull();
  expect(toDataset(apiDatasetSchema.parse({ slug: 'd', owner: 'acme' }))).toMatchObject({ owner: 'acme', slug: 'd', name: 'd' });
});

describe('a frame in a newer reading', () => {
  const frame = (url: string | null, uid: string | null = null): SourceFrame => ({ url, uid, key: null, timestampMs: null, calibration: null, worldFromDevice: null, cuboids: null });

  test('is the one with its uid, wherever it is now, and none when that is gone', () => {
    const fresh = [frame('https://h/b', 'b'), frame('https://h/a2', 'a')];
    expect(matchingUrl(frame('https://h/a', 'a'), 0, fresh)).toBe('https://h/a2');
    expect(matchingUrl(frame('https://h/c', 'c'), 0, fresh)).toBeNull();
  });

  test('without uids is the one that differs in nothing but its signature, else the one at its index', () => {
    const fresh = [frame('https://h/new?Signature=3'), frame('https://h/a?Signature=2')];
    expect(matchingUrl(frame('https://h/a?Signature=1'), 0, fresh)).toBe('https://h/a?Signature=2');
    expect(matchingUrl(frame('https://h/x?Signature=1'), 1, fresh)).toBe('https://h/a?Signature=2');
    expect(matchingUrl(frame('https://h/x'), 2, fresh)).toBeNull();
  });
});
