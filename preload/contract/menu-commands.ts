/**
 * What the native menus ask of the page besides its own entries (`page-entries.ts`): commands of the whole app, which can
 * always be chosen. What each does is in `renderer/stores/choose-menu-command.ts`.
 */
export const menuCommands = ['open-file', 'open-folder', 'work-offline', 'show-start', 'show-downloads', 'show-storage', 'system-report'] as const;

export type MenuCommand = (typeof menuCommands)[number];
