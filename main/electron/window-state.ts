import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { privateFileMode } from '../private-folder.ts';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(200).max(20_000), height: z.int().min(200).max(20_000) });
const windowStateSchema = z.object({ bounds: boundsSchema, isMaximized: z.boolean(), isFullScreen: z.boolean() });

/** Where a window was, in device-independent pixels. */
export type WindowState = z.infer<typeof windowStateSchema>;

type Area = Readonly<z.infer<typeof boundsSchema>>;

/** As much of the window's upper edge must be on a screen that it can be seen and dragged. */
const leastSeen = { width: 120, height: 40 };

/** The window's last state, when a screen still shows it; null otherwise, and when the file is missing or damaged. */
export function readWindowState(path: string, workAreas: readonly Area[]): WindowState | null {
  let state: WindowState;
  try {
    state = windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // A place on the screen is worth no message: the window opens where the system puts it.
    return null;
  }
  return workAreas.some((area) => canBeDragged(state.bounds, area)) ? state : null;
}

function canBeDragged({ x, y, width }: Area, area: Area): boolean {
  const seenWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seenWidth >= leastSeen.width && y >= area.y && y <= area.y + area.height - leastSeen.height;
}

/** Written at once, because the app may be about to end. Throws what the system answers. */
export function writeWindowState(path: string, state: WindowState): void {
  writeFileSync(path, `${JSON.stringify(state)}\n`, { mode: privateFileMode });
}
