/** What names a failure to download: errors of `got`, which electron-builder downloads with, and Node's own of the network. */
const downloadErrors = /^(?:RequestError|HTTPError|TimeoutError|ReadError|CacheError|MaxRedirectsError)$/;
const networkCodes = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPROTO|CERT_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+)$/;

/** What to tell whoever packages where a download failed; null for every other error, whose stack says more. */
export function explainPackaging(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (!downloadErrors.test(cause.name) && !networkCodes.test(code)) continue;
    return [
      `Nothing was packaged: Electron’s binary, or a tool that makes the packages, could not be downloaded (${cause.message}).`,
      'They come from GitHub, or from where ELECTRON_MIRROR and ELECTRON_BUILDER_BINARIES_MIRROR say; what was downloaded once is kept.',
      'Without them, `npm run package:check` proves the configuration and what would be in the packages.',
    ].join('\n');
  }
  return null;
}
