/** A window as what closes all of them sees it. */
export interface ClosableWindow {
  /** False when something prevented it. */
  closeNow: () => Promise<boolean>;
}

/** Every window that is there, in the order of their making. */
export const windows: ClosableWindow[] = [];

/** Closes them one after another; false when one refused. */
export async function closeAllWindows(): Promise<boolean> {
  for (const window of windows.slice()) if (!(await window.closeNow())) return false;
  return true;
}
