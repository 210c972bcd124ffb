import { parseNumber } from './parse-number.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;
const isLineEnd = (byte: number | undefined) => byte === newline || byte === carriageReturn;

/** Walks over the lines and numbers of a text, by its bytes: no string of it is made. */
export class TextCursor {
  readonly #text: Uint8Array;
  #at: number;

  constructor(text: Uint8Array, start: number) {
    this.#text = text;
    this.#at = start;
  }

  /** To the start of the next line that has something on it; false when there is none. */
  toLine(): boolean {
    while (this.#at < this.#text.length && (isBlank(this.#text[this.#at]) || isLineEnd(this.#text[this.#at]))) this.#at++;
    return this.#at < this.#text.length;
  }

  /** The next number of the line; null when the line has no more, or something else than a number. */
  number(): number | null {
    const text = this.#text;
    const end = text.length;
    let start = this.#at;
    while (start < end && isBlank(text[start])) start++;
    let at = start;
    // All that can be part of a number lies above the blank.
    while (at < end && (text[at] ?? 0) > 0x20) at++;
    this.#at = at;
    return start === at ? null : parseNumber(text, start, at);
  }

  /** Past the rest of the line. */
  skipLine(): void {
    while (this.#at < this.#text.length && !isLineEnd(this.#text[this.#at])) this.#at++;
  }
}
