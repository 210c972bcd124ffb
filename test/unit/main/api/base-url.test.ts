import { describe, expect, it, test } from 'vitest';
import { defaultBaseUrl, isSameService, parseBaseUrl } from '../../../../main/api/base-url.ts';

describe('parseBaseUrl', () => {
  test.each([
    ['https://server.avala.ai/api/v1', 'https://server.avala.ai/api/v1'],
    ['  https://server.avala.ai/api/v1// ', 'https://server.avala.ai/api/v1'],
    ['https://avala.example.org', 'https://avala.example.org'],
    ['http://localhost:8080/api/v1/', 'http://localhost:8080/api/v1'],
    ['http://127.0.0.1:1/', 'http://127.0.0.1:1'],
    ['http://[::1]:9000/v1', 'http://[::1]:9000/v1'],
  ])('accepts %s', (text, parsed) => {
    expect(parseBaseUrl(text)).toBe(parsed);
  });

  test.each([
    'http://server.avala.ai/api/v1',
    'http://localhost.evil.example/api',
    'http://127.0.0.1.evil.example/',
    'http://192.168.0.2/',
    'ftp://server.avala.ai/',
    'file:///etc/passwd',
    'server.avala.ai/api/v1',
    '',
    'https://user:secret@server.avala.ai/',
    'https://user@server.avala.ai/',
    'https://server.avala.ai/?next=1',
    'https://server.avala.ai/?',
    'https://server.avala.ai/#part',
  ])('refuses %s', (text) => {
    expect(() => parseBaseUrl(text)).toThrow(expect.objectContaining({ kind: 'invalid-input' }));
  });

  it('does not repeat a password that the address holds', () => {
    expect(() => parseBaseUrl('https://user:hunter2@server.avala.ai/')).toThrow(/^(?!.*hunter2)/);
  });

  it('accepts its own default', () => {
    expect(parseBaseUrl(defaultBaseUrl)).toBe(defaultBaseUrl);
  });
});

describe('isSameService', () => {
  it('takes the two Avala hosts for one service', () => {
    expect(isSameService(new URL('https://api.avala.ai/api/v1/x'), 'https://server.avala.ai/api/v1')).toBe(true);
    expect(isSameService(new URL('https://server.avala.ai/x'), 'https://api.avala.ai/api/v1')).toBe(true);
  });

  it('takes no other host for Avala, nor Avala for another service', () => {
    expect(isSameService(new URL('https://api.avala.ai.evil.example/'), 'https://server.avala.ai/api/v1')).toBe(false);
    expect(isSameService(new URL('http://server.avala.ai/'), 'https://server.avala.ai/api/v1')).toBe(false);
    expect(isSameService(new URL('https://server.avala.ai/'), 'http://localhost:1/api')).toBe(false);
    expect(isSameService(new URL('http://localhost:2/'), 'http://localhost:1/api')).toBe(false);
  });
});
