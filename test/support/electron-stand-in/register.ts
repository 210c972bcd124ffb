import { registerHooks } from 'node:module';
import { listenToTest } from './control.ts';

const standIn = new URL('electron.ts', import.meta.url).href;

// Sandboxed code of the app finds this in the place of Electron; its own modules keep theirs.
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, format: 'module', shortCircuit: true } : next(specifier, context)),
});
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '0.0.0-stand-in', chrome: '0.0.0' } });
const resources = process.env['AVALA_STAND_IN_RESOURCES'];
if (resources !== undefined) Object.defineProperty(process, 'resourcesPath', { value: resources });
listenToTest();
