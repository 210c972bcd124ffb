import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { appId } from '../../main/electron/app-id.ts';
import { contentSecurityPolicy } from '../../main/page/content-security-policy.ts';
import { archiveSuffix } from '../../main/sources/archive/archive-manifest.ts';
import { viewerLinkScheme } from '../../main/viewer-link.ts';
import { packApp, root, unknownFuse, type PackedApp } from './packed-app.ts';

const mostAsarBytes = 12 * 10 ** 6;

let packed: PackedApp;
let files: string[];
/** As electron-builder understood it. */
let configuration: Configuration;

beforeAll(async () => {
  packed = await packApp({ afterPack: ({ packager }: AfterPackContext) => void (configuration = packager.config) });
  files = listPackage(packed.asar, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(packed.asar, path)));
});
afterAll(() => packed?.remove());

const read = (path: string) => extractFile(packed.asar, path).toString('utf8');

describe('the archive', () => {
  test('holds only what the build made: no sources, tests, maps, packages or notes', () => {
    const allowed = [
      /^package\.json$/,
      /^LICENSE$/,
      /^dist\/main\/(?:electron|(?:sample|hash)-worker|chunk-[\w-]+)\.js$/,
      /^dist\/main\/mozjpeg_enc\.wasm$/,
      /^dist\/preload\/preload\.cjs$/,
      /^dist\/renderer\/(?:index\.html|first-paint\.js|icon\.svg)$/,
      /^dist\/renderer\/assets\/[\w.-]+\.(?:js|css|wasm)$/,
    ];
    expect(files.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'LICENSE', packageJson.main, 'dist/preload/preload.cjs', 'dist/renderer/index.html']));
  });

  test('is no larger than its budget', () => {
    expect(statSync(packed.asar).size).toBeLessThanOrEqual(mostAsarBytes);
  });

  test('names no folder of the machine that built it, and no map', () => {
    for (const path of files.filter((name) => /\.(?:js|cjs|css|html|json)$/.test(name))) {
      const text = read(path);
      expect(text.includes(root), path).toBe(false);
      expect(/^\/\/# sourceMappingURL=/m.test(text), path).toBe(false);
    }
  });

  test('has the version and the entry of the project, and no scripts or dependencies', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: packageJson.name, version: packageJson.version, main: packageJson.main, type: 'module' });
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['devDependencies']));
    expect(manifest['scripts']).toBeUndefined();
    expect(manifest['dependencies'] ?? {}).toEqual({});
  });

  test('has a preload that requires only electron', () => {
    const required = [...read('dist/preload/preload.cjs').matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name);
    expect(new Set(required)).toEqual(new Set(['electron']));
  });

  test('serves its page under the policy, which allows no unsafe source but WebAssembly’s', () => {
    const main = files.filter((path) => /^dist\/main\/.*\.js$/.test(path)).map(read).join('\n');
    for (const directive of contentSecurityPolicy.split('; ')) expect(main).toContain(directive);
    expect(contentSecurityPolicy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|data:|http/);
  });
});

describe('the configuration', () => {
  test('makes every kind of package, on macOS for both processors', () => {
    const bothProcessors = ['x64', 'arm64'];
    expect(configuration.linux?.target).toEqual(['AppImage', 'deb', 'rpm']);
    expect(configuration.mac?.target).toEqual([{ target: 'dmg', arch: bothProcessors }, { target: 'zip', arch: bothProcessors }]);
    expect(configuration.win?.target).toEqual([{ target: 'nsis', arch: bothProcessors }, { target: 'portable', arch: ['x64'] }]);
  });

  test('opens links and recordings with the app, and asks no feed for updates', () => {
    expect(configuration.protocols).toMatchObject([{ schemes: [viewerLinkScheme] }]);
    expect(configuration.fileAssociations).toMatchObject([{ ext: archiveSuffix.slice(1), role: 'Viewer' }]);
    expect(configuration.publish).toBeNull();
  });

  test('hardens the runtime of macOS and gives up nothing of it but for compiled scripts', () => {
    expect(configuration.mac).toMatchObject({ hardenedRuntime: true, entitlements: 'packaging/entitlements.mac.plist', entitlementsInherit: 'packaging/entitlements.mac.plist' });
    const entitlements = [...readFileSync(join(root, 'packaging/entitlements.mac.plist'), 'utf8').matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key);
    expect(entitlements).toEqual(['com.apple.security.cs.allow-jit']);
  });

  test('installs the app under the names that it says of itself: notifications, links and progress go by them', () => {
    expect(configuration.appId).toBe(appId);
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(manifest['desktopName']).toBe(`${basename(packed.executable)}.desktop`);
    expect(configuration.linux?.syncDesktopName).toBe(true);
  });
});

test('every fuse is set as the configuration says, and none that can be stated is left to Electron', async () => {
  const { version: _, resetAdHocDarwinSignature: __, strictlyRequireAllFuses: ___, ...wire } = await getCurrentFuseWire(packed.executable) as unknown as Record<string, number>;
  const on = '1'.charCodeAt(0);
  const states = Object.fromEntries(Object.entries(wire).map(([index, state]) => [Number(index) === unknownFuse.index ? unknownFuse.name : FuseV1Options[Number(index)], state === on]));
  expect(states).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    // As Electron has it: electron-builder cannot state it.
    WasmTrapHandlers: true,
  });
  expect(Object.values(wire).every((state) => state === on || state === '0'.charCodeAt(0))).toBe(true);
});

test('a configuration that electron-builder does not understand is refused before anything is packed', async () => {
  await expect(packApp({ notAKey: true })).rejects.toThrow(/Invalid configuration object/);
});

describe('licences', () => {
  const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0', '0BSD', 'Python-2.0', 'BlueOak-1.0.0']);

  test('stand beside the app, one entry for each package that is bundled, each under a licence that allows it', () => {
    const text = readFileSync(join(packed.folder, 'third-party-licences.txt'), 'utf8');
    const entries = [...text.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm)].map(([, name = '', , licence = '']) => ({ name, licence }));
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'react-dom', 'three', 'zod', 'zustand', 'mediabunny', 'laz-perf', '@jsquash/jpeg', 'ws', 'electron-updater']));
    expect(entries.filter(({ licence }) => !allowed.has(licence))).toEqual([]);
  });

  test('the app’s own and Electron’s are there too', () => {
    expect(readdirSync(packed.folder)).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']));
    expect(files).toContain('LICENSE');
  });
});
