import { viewerLinkScheme } from '../viewer-link.ts';

/** Chromium's own: without the GPU everything is drawn in software. */
const softwareDrawingSwitch = '--disable-gpu';

/** The arguments of this start, drawing in software, and opening what is open now instead of what was asked for then. */
export function relaunchArguments(args: readonly string[], address: string): string[] {
  const kept = args.filter(
    (argument, index) =>
      ![softwareDrawingSwitch, '--sample', '--open'].includes(argument) &&
      args[index - 1] !== '--open' &&
      !argument.startsWith('--open=') &&
      !argument.startsWith(`${viewerLinkScheme}:`),
  );
  const place = /#\/([^?/]+\/[^?/]+(?:\/[^?/]+(?:\?frame=\d+)?)?)$/.exec(address)?.[1];
  return [...kept, softwareDrawingSwitch, ...(place === undefined ? [] : [`${viewerLinkScheme}://${place}`])];
}
