/** The only names on Electron's IPC: commands go one way, events the other. */
export const commandChannel = 'avala:command';
export const eventChannel = 'avala:event';
/** Where a file lies that was dropped on the page: from the preload alone, so that the page cannot make a path up. */
export const dropChannel = 'avala:dropped';
