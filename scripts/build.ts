import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { collectPackages, formatLicences, readPackages } from './third-party-licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampPath = join(root, 'dist/build-stamp.txt');

/**
 * Builds the page, the privileged side (desktop app, loopback host, workers) and the preload into `dist/`, unless
 * what is there was built from the same sources. Everything is bundled, so that a package needs no `node_modules`.
 */
export async function buildApp(): Promise<void> {
  const stamp = sourceStamp();
  if (stamp === readStamp()) return;
  const next = join(root, 'dist/next');
  rmSync(next, { recursive: true, force: true });
  const packages = new Set<string>();
  const plugins = [collectPackages(packages)];
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', plugins, worker: { plugins: () => plugins }, build: { outDir: join(next, 'renderer') } });
  await build({ ...mainConfig(join(next, 'main')), plugins });
  await build({ ...preloadConfig(join(next, 'preload')), plugins });
  const require = createRequire(import.meta.url);
  copyFileSync(require.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'), join(next, 'main/mozjpeg_enc.wasm'));
  // These two are files that no bundle names.
  for (const name of ['@jsquash/jpeg', 'laz-perf']) packages.add(dirname(require.resolve(`${name}/package.json`)));
  writeFileSync(join(next, 'third-party-licences.txt'), formatLicences(readPackages(packages)));
  takeUp(next);
  writeFileSync(stampPath, stamp);
}

/** Puts a whole new build in the place of the old one, so that a build that fails or runs beside the app breaks nothing. */
function takeUp(next: string): void {
  rmSync(stampPath, { force: true });
  for (const part of readdirSync(next)) {
    rmSync(join(root, 'dist', part), { recursive: true, force: true });
    renameSync(join(next, part), join(root, 'dist', part));
  }
  rmSync(next, { recursive: true });
}

function mainConfig(outDir: string): InlineConfig {
  const input = {
    host: join(root, 'main/host/index.ts'),
    electron: join(root, 'main/electron/index.ts'),
    'sample-worker': join(root, 'main/sample/sample-worker.ts'),
    'hash-worker': join(root, 'main/store/hash-worker.ts'),
  };
  const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' } as const;
  return nodeConfig(outDir, input, output);
}

/** A sandboxed preload must be one CommonJS file that requires only `electron`. */
function preloadConfig(outDir: string): InlineConfig {
  return nodeConfig(outDir, { preload: join(root, 'preload/preload.cts') }, { format: 'cjs', entryFileNames: '[name].cjs' });
}

/** For code that runs on Node, with its dependencies: not for the page, so no environment and none of its plugins. */
function nodeConfig(outDir: string, input: Rolldown.RolldownOptions['input'], output: Rolldown.OutputOptions): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    envDir: false,
    // The two that `ws` uses where they are installed, and does without elsewhere.
    ssr: { noExternal: true, external: ['electron', 'bufferutil', 'utf-8-validate'], target: 'node' },
    build: { ssr: true, target: 'node24', outDir, emptyOutDir: true, minify: false, rolldownOptions: { input, output } },
  };
}

/** Names, sizes and times of all that goes into the build: cheap, and changes whenever a file does. */
function sourceStamp(): string {
  const hash = createHash('sha256');
  const files = ['package.json', 'package-lock.json', 'vite.config.ts', 'scripts/build.ts', 'scripts/third-party-licences.ts'];
  for (const folder of ['main', 'preload', 'renderer']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(join(entry.parentPath.slice(root.length), entry.name));
    }
  }
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function readStamp(): string | null {
  try {
    return readFileSync(stampPath, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) await buildApp();
