/**
 * What the native menus ask of the page besides its keys: commands of the whole app, which have buttons in the page and no
 * key there. What each does is in `renderer/stores/choose-menu-command.ts`.
 */
export const menuCommands = ['open-file', 'open-folder', 'export-recording', 'work-offline', 'show-start', 'show-downloads', 'show-storage', 'system-report'] as const;

export type MenuCommand = (typeof menuCommands)[number];
