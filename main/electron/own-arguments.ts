/** Switches of Chromium and Electron that people and tools pass, and that the system adds when it starts the app. */
const foreign =
  /^--(?:inspect|remote-debugging|no-sandbox|no-first-run|no-proxy-server|proxy-|password-store|enable-|disable-|ozone-|force-|use-|gtk-version|lang\b|log-|allow-file-access-from-files|original-process-start-time|squirrel-)/;

/**
 * What of the command line is ours: all after the program, and after the app's path where Electron was started with one.
 * Switches may stand before that path: those who drive Electron put theirs first.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): string[] {
  const args = argv.slice(1).filter((argument) => !foreign.test(argument) && !argument.startsWith('-psn_'));
  return isPackaged ? args : args.slice(1);
}
