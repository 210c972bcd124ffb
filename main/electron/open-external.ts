import { shell } from 'electron';
import { isAllowedOutside } from './allowed-outside.ts';

/** The one way out to the system's browser. Everything that is not on the list is left alone. */
export function openExternal(url: string): void {
  if (isAllowedOutside(url)) void shell.openExternal(url);
}
