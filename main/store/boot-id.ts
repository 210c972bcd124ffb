import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * Names the time since this computer was started. What was written to a file and not flushed is there for sure after the
 * process was killed, but not after the computer was. Linux numbers its starts; elsewhere the time of the start has to
 * do, in steps of ten seconds: two readings that differ by mistake cost a little that is fetched twice.
 */
export function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `started ${Math.round((Date.now() - uptime() * 1_000) / 10_000)}`;
  }
}
