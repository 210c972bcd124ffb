const hidden = '[hidden]';

/** Names of the query parameters that S3, CloudFront, Google Cloud Storage and Azure sign with (avala-api §5). */
const signing =
  'x-amz-[\\w-]+|x-goog-[\\w-]+|awsaccesskeyid|googleaccessid|signature|expires|key-pair-id|policy|sig|se|sv|sp|sr|st|spr|ske|skoid|sktid|skt|sks|skv|token|access_token|api_key';

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(x-avala-api-key["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, `$1${hidden}`],
  [/((?:proxy-)?authorization["']?\s*[:=]\s*["']?)[^\r\n"',}]+/gi, `$1${hidden}`],
  [/\b(bearer\s+)[\w.~+/=-]+/gi, `$1${hidden}`],
  [/\b(?:avk|avala_sk)_[\w-]+/gi, hidden],
  [/(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/gi, hidden],
  // `&amp;` and `\u0026` are how HTML and JSON spell the separator.
  [new RegExp(`((?:[?&;]|\\\\u0026)(?:${signing})=)[^&\\s"'<>\\\\]*`, 'gi'), `$1${hidden}`],
  [/(\/\/)[^/\s@]+@/g, `$1${hidden}@`],
  [/[\w.!#$&'*+=?^`{|}~-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi, hidden],
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
