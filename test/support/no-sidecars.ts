import type { SidecarStore } from '../../main/sources/sidecar/sidecar-store.ts';

/** For tests of recordings to which nobody has added files. */
export const noSidecars: SidecarStore = {
  read: () => Promise.resolve([]),
  update: () => Promise.reject(new Error('Nothing can be added here.')),
};
