import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Target } from '../preload/contract/model.ts';

/** What a start was asked for on the command line. */
export interface StartOptions {
  /** Run the loopback host rather than the desktop app. */
  useHost: boolean;
  /** 0 asks the system for a free one. */
  port: number;
  openBrowser: boolean;
  dataFolder: string | null;
  cacheBudgetBytes: number;
  openSample: boolean;
  target: Target | null;
  /** A link or a file, as the system hands it over when one is opened; for the desktop app. */
  place: string | null;
  /** A folder or file to open, in full. */
  openPath: string | null;
  showHelp: boolean;
}

export const helpText = `Avala Viewer: cameras and point clouds of Avala sequences, frame by frame, in step.

  npm start -- [options] [avala-viewer://OWNER/SLUG/SEQUENCE_UID?frame=N]

  --sample                 open the built-in sample drive
  --open OWNER/SLUG[/SEQUENCE_UID]
                           open a dataset, or a sequence of it
  --open FOLDER            open a folder of this computer, or an exported .avseq
                           file: a path that begins with ./ ../ / ~ or a drive
                           letter, such as --open ./drive (. and .. are paths)
  --data-dir DIR           keep cache, settings and sample here
  --cache-gb N             how much media to keep on disk (default 20)
  --browser                run in your browser instead of the desktop app
  --port N                 with --browser: the port on 127.0.0.1 (default: a free one)
  --no-open                with --browser: print the address only
  --help                   print this

Environment: AVALA_API_KEY signs in for this start; AVALA_BASE_URL is another address of the Avala API.
`;

/** Options that cannot be understood: `message` says which and why, for the terminal. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** Parses the arguments after the program's own. Throws `OptionsError`. */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new OptionsError('Avala Viewer opens one link or file at a time.');
  return {
    useHost: values.browser,
    port: integer('--port', values.port ?? '0', 65_535),
    openBrowser: !values['no-open'],
    dataFolder: values['data-dir'] ?? null,
    cacheBudgetBytes: gigabytes(values['cache-gb'] ?? '20'),
    openSample: values.sample,
    target: values.open === undefined || isPath(values.open) ? null : parseTarget(values.open),
    openPath: values.open !== undefined && isPath(values.open) ? fullPath(values.open) : null,
    place: positionals[0] ?? null,
    showHelp: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        sample: { type: 'boolean', default: false },
        open: { type: 'string' },
        'data-dir': { type: 'string' },
        'cache-gb': { type: 'string' },
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (cause) {
    throw new OptionsError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function integer(name: string, text: string, max: number): number {
  if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
  throw new OptionsError(`${name} takes a whole number from 0 to ${max}, not "${text}".`);
}

function gigabytes(text: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && Number.isFinite(amount) && amount > 0) return Math.round(amount * 1e9);
  throw new OptionsError(`--cache-gb takes a number above 0, not "${text}".`);
}

/** Whether `--open` means a place on this computer: a dataset's owner begins with none of these. */
function isPath(text: string): boolean {
  return /^(?:\.{1,2}|~)?(?:[/\\]|$)|^[a-z]:(?:[/\\]|$)/i.test(text) && text !== '';
}

/** Shells put home in place of `~` only where it stands by itself. */
function fullPath(text: string): string {
  return resolve(/^~(?:[/\\]|$)/.test(text) ? join(homedir(), text.slice(1)) : text);
}

/** `OWNER/SLUG` or `OWNER/SLUG/SEQUENCE_UID`, each part percent-encoded where it holds a slash. */
export function parseTarget(text: string): Target {
  const parts = text.split('/').map(decode);
  const [owner, slug, sequenceUid = null] = parts;
  if (parts.length > 3 || parts.includes('') || owner === undefined || slug === undefined) {
    throw new OptionsError(`--open takes OWNER/SLUG, OWNER/SLUG/SEQUENCE_UID, or a path that begins with ./ ../ / or ~, not "${text}".`);
  }
  return { owner, slug, sequenceUid };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
