/** What the app asked of the system, which the stand-in only writes down. Tests read it in `evaluateMain`. */
export const recorded = {
  openedExternal: [] as string[],
  openedPaths: [] as string[],
  shownItems: [] as string[],
  messageBoxes: [] as Electron.MessageBoxOptions[],
  errorBoxes: [] as { title: string; content: string }[],
  /** `click` is a person’s. */
  notifications: [] as { title: string; body: string; click: () => void }[],
  /** Of the taskbar icon, each as it was set; -1 is none. */
  progress: [] as number[],
  /** Ids and kinds of power-save blockers that hold. */
  powerSaveBlockers: new Map<number, string>(),
  protocolClients: [] as string[],
  relaunches: [] as (string[] | undefined)[],
};

export type Recorded = typeof recorded;
