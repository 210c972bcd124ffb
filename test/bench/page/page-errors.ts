let count = 0;

addEventListener('error', () => (count += 1));
addEventListener('unhandledrejection', () => (count += 1));

/** Errors and rejections that nobody handled, since the page was opened. */
export const pageErrors = (): number => count;
