import { describe, expect, it } from 'vitest';
import { contentTypeOf, refuseText } from '../../../../main/media/content-type.ts';
import { Failure } from '../../../../main/failure.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('refuseText', () => {
  it.each([
    ['<!DOCTYPE html><title>Sign in</title>', 'web page'],
    ['\ufeff\n  <html lang="en">', 'web page'],
    ['<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'XML document'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'XML document'],
    ['{"detail":"Not found."}', 'JSON document'],
    ['[]', 'JSON document'],
  ])('refuses %s and says that it is a(n) %s', (text, what) => {
    expect(() => refuseText(bytes(text))).toThrow(Failure);
    expect(() => refuseText(bytes(text))).toThrow(what);
  });

  it('lets media pass, also header-less clouds whose first byte is the one of a bracket', () => {
    const cloud = new Uint8Array(new Float32Array([1, 2, 3, 0.5]).buffer);
    cloud[0] = '<'.charCodeAt(0);
    for (const media of [bytes('# .PCD v0.7\nVERSION 0.7'), bytes('ply\nformat ascii 1.0'), Uint8Array.of(0xff, 0xd8, 0xff), cloud]) {
      expect(() => refuseText(media)).not.toThrow();
    }
  });
});

describe('contentTypeOf', () => {
  it('tells the type from the bytes and declares the unknown to be plain bytes', () => {
    expect(contentTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
    expect(contentTypeOf(Uint8Array.of(1, 2, 3, 4))).toBe('application/octet-stream');
  });
});
