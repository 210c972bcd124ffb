/** The app's name to Windows: `appId` of `electron-builder.yml`, which shortcuts get. Linux goes by `desktopName` in `package.json`, macOS by the bundle. */
export const appId = 'ai.avala.viewer';
