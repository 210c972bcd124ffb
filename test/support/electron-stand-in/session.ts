import type { BrowserContext } from 'playwright';
import { EventEmitter } from 'node:events';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];

/** What pages ask Chromium for and headless Chromium lets a driver decide, by Electron's name and by that of the developer tools' protocol. */
const permissions = [
  ['geolocation', 'geolocation'],
  ['media', 'videoCapture'],
] as const;

class StandInSession
  extends EventEmitter
  implements Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>
{
  /** Electron grants everything where nobody says otherwise. */
  requestHandler: RequestHandler = (_contents, _permission, callback) => callback(true);
  checkHandler: CheckHandler = () => true;
  deviceHandler: DeviceHandler = () => true;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.deviceHandler = handler;
  }
}

const defaultSession = new StandInSession();
export const session = { defaultSession, fromPartition: () => new StandInSession() };

/** Tells Chromium what the app's handlers decide. */
export async function applyPermissions(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  const page = context.pages()[0];
  const devTools = browser === null ? (page === undefined ? null : await context.newCDPSession(page)) : await browser.newBrowserCDPSession();
  if (devTools === null) throw new Error('Chromium has no session to set permissions by.');
  for (const [electronName, name] of permissions) {
    let isGranted = false;
    const ask = defaultSession.requestHandler as unknown as (contents: null, permission: string, callback: (granted: boolean) => void) => void;
    ask(null, electronName, (granted) => (isGranted = granted));
    if (isGranted) await devTools.send('Browser.grantPermissions', { permissions: [name] });
    else await devTools.send('Browser.setPermission', { permission: { name: electronName === 'media' ? 'camera' : electronName }, setting: 'denied' });
  }
  await devTools.detach();
}
