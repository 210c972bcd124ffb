import { PointCloudError } from './point-cloud-error.ts';

/** A value of the Python literal that a NumPy header is. */
export type PythonValue = string | number | boolean | null | readonly PythonValue[] | PythonDict;

/** A dictionary with names for keys. */
export interface PythonDict {
  readonly [name: string]: PythonValue;
}

const damaged = () => new PointCloudError('The header of this NumPy file cannot be read. Save the array again with numpy.save.');

const deepest = 32;
const words: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/** The dictionary that `text` spells: strings, numbers, True, False, None, lists, tuples and dictionaries. Throws `PointCloudError`. */
export function parsePythonDict(text: string): PythonDict {
  const tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[-+\w.]+|[()[\]{}:,]/g) ?? [];
  const parser = new Parser(tokens);
  const value = parser.value(0);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged();
  return Object.fromEntries(Object.entries(value));
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  value(depth: number): PythonValue {
    if (depth > deepest) throw damaged();
    const token = this.#next();
    if (token === '(') return this.#items(')', depth);
    if (token === '[') return this.#items(']', depth);
    if (token === '{') return this.#dict(depth);
    if (token.startsWith("'") || token.startsWith('"')) return token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
    if (/^[-+]?\d+L?$/.test(token)) return Number.parseInt(token, 10);
    const word = Object.hasOwn(words, token) ? words[token] : undefined;
    if (word === undefined) throw damaged();
    return word;
  }

  #items(close: string, depth: number): readonly PythonValue[] {
    const items: PythonValue[] = [];
    while (this.#tokens[this.#at] !== close) {
      items.push(this.value(depth + 1));
      if (this.#tokens[this.#at] === ',') this.#at++;
      else if (this.#tokens[this.#at] !== close) throw damaged();
    }
    this.#at++;
    return items;
  }

  #dict(depth: number): PythonDict {
    const entries: [string, PythonValue][] = [];
    while (this.#tokens[this.#at] !== '}') {
      const name = this.value(depth + 1);
      if (typeof name !== 'string' || this.#next() !== ':') throw damaged();
      entries.push([name, this.value(depth + 1)]);
      if (this.#tokens[this.#at] === ',') this.#at++;
      else if (this.#tokens[this.#at] !== '}') throw damaged();
    }
    this.#at++;
    return Object.fromEntries(entries);
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw damaged();
    return token;
  }
}
