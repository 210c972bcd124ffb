import type { Logger } from '../log/logger.ts';

/**
 * Opens the printed address in the user's browser. Where there is none (a server over SSH) the printed address is
 * enough. The token is on the system opener's command line for a moment, visible to processes of the same machine's
 * users that may list them; `--no-open` avoids that.
 */
export async function openInBrowser(address: string, log: Logger): Promise<void> {
  try {
    // Loaded when needed: not every start opens a browser, and none has to wait for it to be ready.
    const { default: open } = await import('open');
    const child = await open(address);
    child.on('error', () => log.info('No browser could be opened here: open the printed address yourself.'));
  } catch (cause) {
    log.info('No browser could be opened here: open the printed address yourself.', { cause });
  }
}
