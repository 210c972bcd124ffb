import { describeAddress } from './describe-address.ts';
import { folderOf, resolveReference } from './folder-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { tryJsonManifest } from './json-manifest.ts';
import { withAddress } from './opened-address.ts';

const names = ['index.json', 'manifest.json', 'frames.json'];

/** Form 5 of `load`: a folder that holds a JSON list of its frames under a usual name. */
export async function tryWellKnownManifest(context: LoadContext): Promise<StepResult> {
  const folder = folderOf(context.load);
  if (folder === null) return { outcome: 'skipped', detail: 'The address is a file, not a folder.' };
  const failures: string[] = [];
  for (const name of names) {
    const address = resolveReference(name, folder);
    if (address === null) continue;
    const result = await withAddress(address, context, async (opened): Promise<StepResult> => {
      if (!opened.isOk) return { outcome: 'failed', detail: `${name} answered ${opened.status}.` };
      return tryJsonManifest(opened, context);
    });
    if (result.outcome === 'used') return result;
    failures.push(result.detail);
  }
  return { outcome: 'failed', detail: `Below ${describeAddress(folder.href)}: ${failures.join(' ')}` };
}
