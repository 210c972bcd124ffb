import { EventEmitter } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { startChromium, stopChromium } from './chromium.ts';
import { getReadyBy, isReady, whenReady } from './readiness.ts';
import { recorded } from './recorded.ts';
import { StandInEvent } from './stand-in-event.ts';
import { takeSingleInstanceLock } from './single-instance-lock.ts';
import { closeAllWindows } from './windows.ts';

const productName = packageJson.productName;

class StandInApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'isPackaged'
      | 'name'
      | 'whenReady'
      | 'isReady'
      | 'getName'
      | 'getVersion'
      | 'getAppPath'
      | 'getPath'
      | 'setPath'
      | 'setAppLogsPath'
      | 'quit'
      | 'exit'
      | 'relaunch'
      | 'requestSingleInstanceLock'
      | 'setAsDefaultProtocolClient'
      | 'setAppUserModelId'
      | 'getGPUFeatureStatus'
      | 'showAboutPanel'
      | 'setAboutPanelOptions'
    >
{
  readonly isPackaged = process.env['AVALA_STAND_IN_PACKAGED'] === '1';
  readonly name = productName;
  readonly #paths = new Map<string, string>();
  #isQuitting = false;

  constructor() {
    super();
    getReadyBy(startChromium);
    // A packaged app is a program of its own: no path of a script stands among its arguments.
    if (this.isPackaged) process.argv.splice(1, 1);
  }

  whenReady = whenReady;
  isReady = isReady;
  getName = () => productName;
  getVersion = () => packageJson.version;
  getAppPath = () => process.cwd();
  setAppUserModelId() {}
  setAboutPanelOptions() {}
  showAboutPanel() {}

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === 'userData') return join(tmpdir(), `${productName} (stand-in)`);
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    if (name === 'temp') return tmpdir();
    throw new Error(`The stand-in has no path '${name}'.`);
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (name === 'userData' && !statSync(path).isDirectory()) throw new Error(`Failed to set '${name}' path`);
    this.#paths.set(name, path);
  }

  setAppLogsPath(path?: string): void {
    const folder = path ?? this.getPath('logs');
    mkdirSync(folder, { recursive: true });
    this.#paths.set('logs', folder);
  }

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    return takeSingleInstanceLock(this.getPath('userData'), data ?? {}, (argv, folder, handedOver) => {
      void whenReady().then(() => this.emit('second-instance', new StandInEvent(), argv, folder, handedOver));
    });
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    recorded.protocolClients.push(scheme);
    return true;
  }

  getGPUFeatureStatus(): Electron.GPUFeatureStatus {
    const off = 'disabled_software';
    return {
      '2d_canvas': off,
      flash_3d: off,
      flash_stage3d: off,
      flash_stage3d_baseline: off,
      gpu_compositing: off,
      multiple_raster_threads: 'enabled_on',
      native_gpu_memory_buffers: off,
      rasterization: off,
      video_decode: off,
      video_encode: off,
      vpx_decode: off,
      webgl: 'enabled_readback',
      webgl2: 'enabled_readback',
    };
  }

  relaunch(options?: Electron.RelaunchOptions): void {
    recorded.relaunches.push(options?.args);
  }

  /** As documented: `before-quit`, then every window is asked, then `will-quit`; each can prevent it. */
  quit(): void {
    if (this.#isQuitting) return;
    const before = new StandInEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    void closeAllWindows().then((areClosed) => {
      const will = new StandInEvent();
      if (areClosed) this.emit('will-quit', will);
      if (areClosed && !will.defaultPrevented) this.exit(0);
      this.#isQuitting = false;
      return undefined;
    });
  }

  exit(code = 0): void {
    void stopChromium().finally(() => {
      this.emit('quit', new StandInEvent(), code);
      process.exit(code);
    });
  }
}

export const app = new StandInApp();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
