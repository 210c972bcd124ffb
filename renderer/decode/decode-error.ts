/** Why a frame cannot be shown, as a sentence for people: what is wrong and what to do. Never an address or a path. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}
