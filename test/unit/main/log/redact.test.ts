import { expect, it, test } from 'vitest';
import { redact } from '../../../../main/log/redact.ts';

const hex = '0123456789abcdef0123456789abcdef01234567';

test.each([
  ['an avk_ key', 'The key avk_Ab-3_x9 is bad', 'avk_Ab-3_x9'],
  ['an avala_sk_ key', '"avala_sk_live_1234"', 'avala_sk_live_1234'],
  ['40 hex digits', `key ${hex}.`, hex],
  ['40 hex digits in capitals', hex.toUpperCase(), hex.toUpperCase()],
  ['a bearer token', 'sent Bearer eyJhbGciOi.J9-x_y~z+/=', 'eyJhbGciOi.J9-x_y~z+/='],
  ['the key’s header', 'X-Avala-Api-Key: s3cret-without-shape', 's3cret-without-shape'],
  ['the key’s header in JSON', '{"x-avala-api-key":"s3cret","a":1}', 's3cret'],
  ['an Authorization header', 'Authorization: Token abc def', 'abc def'],
  ['an S3 signature', 'https://h/a.jpg?X-Amz-Signature=deadbeef&x=1', 'deadbeef'],
  ['an S3 credential', 'https://h/a.jpg?x=1&X-Amz-Credential=AKIA%2F2026', 'AKIA%2F2026'],
  ['an S3 security token', 'https://h/a.jpg?X-Amz-Security-Token=tok%2Ben', 'tok%2Ben'],
  ['an old S3 signature', 'https://h/a?AWSAccessKeyId=AKIAX&Signature=si%3Dg&Expires=17', 'si%3Dg'],
  ['a Google signature', 'https://h/a?X-Goog-Signature=g00gle', 'g00gle'],
  ['a CloudFront policy', 'https://h/a?Policy=eyJ~&Key-Pair-Id=K1', 'eyJ~'],
  ['an Azure signature', 'https://h/a?sv=2024&sig=azur%2Be', 'azur%2Be'],
  ['a signature in HTML', '<a href="https://h/a?x=1&amp;Signature=html5">', 'html5'],
  ['a signature in JSON', String.raw`"https://h/a?x=1\u0026Signature=json5"`, 'json5'],
  ['credentials in a URL', 'https://user:hunter2@host/a', 'hunter2'],
  ['an e-mail address', 'shared with jo.doe+x@example.co.uk', 'jo.doe+x@example.co.uk'],
  ['an encoded e-mail address', '/datasets/jo.doe%40example.com/drive/', 'jo.doe%40example.com'],
])('hides %s', (_, text, secret) => {
  expect(redact(text)).not.toContain(secret);
  expect(redact(text)).toContain('[hidden]');
});

test.each([
  'GET /datasets/acme/drive/sequences/?limit=100&cursor=cD0x&ordering=-key 200',
  'sha256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'https://storage.avala.ai/sequences/seq_001/camera_front/000001.jpg',
  'Token expired; sign in again',
  'frame 13 of 150 at 10:02',
])('leaves %j as it is', (text) => {
  expect(redact(text)).toBe(text);
});

it('keeps the rest of a line around a secret', () => {
  expect(redact('GET https://h/a.jpg?w=1&Signature=abc&h=2 failed')).toBe('GET https://h/a.jpg?w=1&Signature=[hidden]&h=2 failed');
});

it('hides a secret of no known shape that it is told of', () => {
  expect(redact('invalid key: correct horse', ['correct horse'])).toBe('invalid key: [hidden]');
  expect(redact('text', [''])).toBe('text');
});

it('does not keep the app waiting for an answer that is one long word', { timeout: 2_000 }, () => {
  expect(redact('a.'.repeat(40_000))).toHaveLength(80_000);
});
