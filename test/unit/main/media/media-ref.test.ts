import { describe, expect, it } from 'vitest';
import { mediaRef } from '../../../../main/media/media-ref.ts';
import { MediaRegistry } from '../../../../main/media/registry.ts';

describe('mediaRef', () => {
  it('registers an https address under an id that stays the same when it is signed anew', () => {
    const registry = new MediaRegistry();
    const first = mediaRef('https://media.example/a.jpg?w=1&X-Amz-Signature=one', registry, null);
    const again = mediaRef('https://media.example/a.jpg?X-Amz-Signature=two&w=1', registry, null);
    expect(first).toEqual(again);
    expect(first?.state === 'available' ? registry.remote(first.id)?.url : null).toBe('https://media.example/a.jpg?X-Amz-Signature=two&w=1');
    expect(mediaRef('https://media.example/a.jpg?w=2', registry, null)).not.toEqual(first);
  });

  it('registers http on this machine only', () => {
    const registry = new MediaRegistry();
    expect(mediaRef('http://127.0.0.1:8000/a.jpg', registry, null)?.state).toBe('available');
    expect(mediaRef('http://127.0.0.1.example/a.jpg', registry, null)?.state).toBe('unfetchable');
  });

  it('has nothing to say of an absent address', () => {
    const registry = new MediaRegistry();
    expect([mediaRef(null, registry, null), mediaRef(' ', registry, null)]).toEqual([null, null]);
  });

  it.each([
    ['s3://bucket/drive/a.jpg?X-Amz-Signature=SECRET', 's3://bucket/drive/a.jpg'],
    ['gs://bucket/a.jpg?X-Goog-Signature=SECRET', 'gs://bucket/a.jpg'],
    ['http://media.example/a.jpg?sig=SECRET#SECRET', 'http://media.example/a.jpg'],
    ['https://SECRET:SECRET@media.example/a.jpg', 'https://media.example/a.jpg'],
    ['file:///home/SECRET/a.jpg', 'file:'],
    ['data:image/png;base64,SECRET', 'data:'],
    ['frames/SECRET.jpg', 'not a URL'],
  ])('says why %s cannot be fetched, without a secret', (url, shown) => {
    const ref = mediaRef(url, new MediaRegistry(), null);
    const reason = ref?.state === 'unfetchable' ? ref.reason : '';
    expect(reason).toContain(shown);
    expect(reason).not.toContain('SECRET');
  });
});
