import type { Logger } from '../log/logger.ts';

/**
 * Writes down what nobody handled. The app goes on: Electron's own answer is a dialog with a stack, and an app that ends
 * loses what people were doing to a fault that most often touched one request.
 */
export function logUncaughtErrors(log: Logger): void {
  process.on('uncaughtException', (cause) => log.error('Something failed that nobody handled.', { cause }));
  process.on('unhandledRejection', (cause) => log.error('Something failed that nobody waited for.', { cause }));
}
