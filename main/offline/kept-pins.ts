import type { KeptPin } from '../store/index-pins.ts';
import { planDownload } from './download-plan.ts';
import type { KeptSequences } from './kept-sequences.ts';

/** What an index that has to be begun anew is told: which files stay, and what is known of them. */
export async function readKeptPins(kept: KeptSequences): Promise<KeptPin[]> {
  const pins: KeptPin[] = [];
  for (const { id, choice } of kept.list()) {
    const manifest = await kept.readManifest(id);
    if (manifest === null) continue;
    pins.push({ id, keys: planDownload(manifest, choice).map(({ key }) => key), files: await kept.readFiles(id) });
  }
  return pins;
}
