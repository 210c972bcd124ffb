import { parseFramePattern, type FramePattern } from './frame-pattern.ts';

/** The longest pattern that is kept, in characters. */
export const maxLoadPatternLength = 2_000;

/**
 * A dataset's own frame name pattern as it was read. `referenceOf` gives a frame's name, which may still begin with
 * `{load}`, the view's folder; `firstNumbers` are the numbers that may be the first frame's. `problem` is a sentence for
 * people.
 */
export type LoadPattern =
  | { state: 'usable'; referenceOf: FramePattern; firstNumbers: readonly number[] }
  | { state: 'unusable'; problem: string };

/**
 * Reads a person's pattern, e.g. `{load}frame_{index:06}.png?first=1` (avala-api §5): the fields of `parseFramePattern`
 * with `{load}` before everything else or not at all, and `first` at the end, an option of ours that reaches no server;
 * 0 and then 1 are tried without it. Shared, so that the page refuses exactly what would lead to nothing.
 */
export function readLoadPattern(text: string): LoadPattern {
  const template = text.trim();
  if (template.length > maxLoadPatternLength) return unusable(`It is longer than ${maxLoadPatternLength} characters.`);
  const option = /[?&]first=([^&]*)$/.exec(template);
  const first = option?.[1] ?? null;
  if (first !== null && !/^\d{1,9}$/.test(first)) return unusable('“first” is the first frame’s number, as in ?first=1.');
  const referenceOf = parseFramePattern(option === null ? template : template.slice(0, option.index));
  if (referenceOf === null) {
    return unusable('It needs {index} where the frame’s number stands, as in {load}frame_{index:06}.png.');
  }
  const rest = referenceOf(0).replace(/^\{load\}/, '');
  if (rest.includes('{load}')) return unusable('{load} is the view’s whole folder: it stands once, before everything else.');
  const unknown = /\{[^{}]*\}?|\}/.exec(rest)?.[0];
  if (unknown !== undefined) return unusable(`${unknown} has no meaning here: there are {load}, {index} and widths such as {index:06}.`);
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(rest)?.[1];
  if (scheme !== undefined && !/^https?:$/i.test(scheme)) return unusable(`Frames can be fetched by https only, not by ${scheme}`);
  return { state: 'usable', referenceOf, firstNumbers: first === null ? [0, 1] : [Number(first)] };
}

function unusable(problem: string): LoadPattern {
  return { state: 'unusable', problem };
}
