import { session } from 'electron';

/** The page needs none of the web's permissions and no device; whatever asks is denied, now and in later versions. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_, _permission, callback) => callback(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}
