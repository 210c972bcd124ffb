/**
 * What the page may do, the same in both shells: its own scripts, styles, workers and bytes, nothing else.
 * `wasm-unsafe-eval` lets the workers compile WebAssembly, for LAZ; it does not let anything evaluate JavaScript.
 * `blob:` images are for pictures that a worker made; `connect-src 'self'` covers commands, media and, by the CSP
 * standard's rule for same-host schemes, the host's own WebSocket.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
