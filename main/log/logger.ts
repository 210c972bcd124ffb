import { redact } from './redact.ts';

/** What is worth a line: `details` are flattened to text and redacted, errors with their stack. */
export interface Logger {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
  /** Takes this text out of every line from now on: an API key has no shape to know it by. */
  hide(secret: string): void;
}

/**
 * The app's one logger: a line of time, level, message and details, with keys, signatures and bearer tokens taken out
 * by the one redactor before anything is written. `write` gets whole lines without the line feed.
 */
export function createLogger(write: (line: string) => void, now: () => Date = () => new Date()): Logger {
  const secrets = new Set<string>();
  const line = (level: string) => (message: string, details: Record<string, unknown> = {}) => {
    const rest = Object.entries(details).map(([name, value]) => `${name}=${describe(value)}`);
    write(redact([now().toISOString(), level, message, ...rest].join(' '), [...secrets]).replaceAll(/\r?\n/g, ' ⏎ '));
  };
  return { info: line('info'), warn: line('warn'), error: line('error'), hide: (secret) => void secrets.add(secret) };
}

function describe(value: unknown): string {
  if (value instanceof Error) {
    const cause = value.cause === undefined ? '' : ` caused by ${describe(value.cause)}`;
    return `${value.stack ?? value.message}${cause}`;
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
