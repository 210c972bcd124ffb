/** The only two names on Electron's IPC: commands go one way, events the other. */
export const commandChannel = 'avala:command';
export const eventChannel = 'avala:event';
