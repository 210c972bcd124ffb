import { signingParameters } from '../http/signing-parameters.ts';

const hidden = '[hidden]';

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(x-avala-api-key["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, `$1${hidden}`],
  [/((?:proxy-)?authorization["']?\s*[:=]\s*["']?)[^\r\n"',}]+/gi, `$1${hidden}`],
  [/\b(bearer\s+)[\w.~+/=-]+/gi, `$1${hidden}`],
  [/\b(?:avk|avala_sk)_[\w-]+/gi, hidden],
  [/(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/gi, hidden],
  // `&amp;` and `\u0026` are how HTML and JSON spell the separator.
  [new RegExp(`((?:[?&;]|\\\\u0026)(?:${signingParameters}|access_token|api_key)=)[^&\\s"'<>\\\\]*`, 'gi'), `$1${hidden}`],
  [/(\/\/)[^/\s@]+@/g, `$1${hidden}@`],
  // A local part is 64 characters at most (RFC 5321 §4.5.3.1.1); without that end, a long word takes seconds.
  [/[\w.!#$&'*+=?^`{|}~-]{1,64}(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi, hidden],
];

/**
 * Takes out of a text what neither a log nor a person may see: API keys in each known shape, `Authorization` and
 * `X-Avala-Api-Key` values, bearer tokens, signatures in URLs, credentials in URLs, e-mail addresses.
 * Keys have no fixed shape, so whoever holds one passes it in `secrets` and it is removed literally.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const withoutSecrets = secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, hidden)), text);
  return rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), withoutSecrets);
}
