import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** A package of which something is in the build. */
export interface BundledPackage {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/**
 * Collects, by their folders, the packages whose modules a build takes up. Only what is really bundled: most of what is
 * installed is a tool.
 */
export function collectPackages(folders: Set<string>): Plugin {
  return {
    name: 'collect-packages',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of output.moduleIds) {
          const folder = packageFolderOf(id);
          if (folder !== null) folders.add(folder);
        }
      }
    },
  };
}

/** The folder of the package that a module belongs to; null for our own, and for what the bundler makes up. */
function packageFolderOf(id: string): string | null {
  const path = id.replace(/^\0/, '').split('?', 1)[0] ?? '';
  if (!path.includes(`${sep}node_modules${sep}`)) return null;
  for (let folder = dirname(path); folder.includes('node_modules'); folder = dirname(folder)) {
    // Packages have manifests without a name in inner folders, to say how these are to be read.
    if (existsSync(join(folder, 'package.json')) && readManifest(folder).name !== undefined) return folder;
  }
  return null;
}

function readManifest(folder: string): { name?: string; version?: string; license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string; license?: string };
}

/** Name, version and licence of each, by name; the text is the package's own, or empty where it brings none. */
export function readPackages(folders: ReadonlySet<string>): BundledPackage[] {
  return [...folders]
    .map((folder) => {
      const { name = '', version = '', license = 'unknown' } = readManifest(folder);
      const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|-|$)/i.test(entry));
      return { name, version, licence: license, text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim() };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The file that packages carry. */
export function formatLicences(packages: readonly BundledPackage[]): string {
  const entries = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text || 'This package brings no text of its licence.'}`);
  return `Avala Viewer contains parts of these packages. Electron and Chromium have their own files.\n\n${entries.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
