import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { targetSchema } from '../../preload/contract/model.ts';
import { OptionsError } from '../options.ts';
import { archiveSuffix } from '../sources/archive/archive-manifest.ts';
import { readViewerLink, viewerLinkScheme } from '../viewer-link.ts';

/** Something that the app is asked to open, by the command line, a link, a file in the system's file manager, or another start. */
export const openRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), target: targetSchema }),
  z.object({ kind: z.literal('file'), /** Of a file or a folder, absolute. */ path: z.string().min(1).max(4_096) }),
]);
export type OpenRequest = z.infer<typeof openRequestSchema>;

/**
 * Reads what stands alone on a command line: a link of ours or the path of a recording's file, which is how Windows and Linux
 * hand them over. Throws `OptionsError` for anything else, without repeating it: a link may come from anywhere.
 */
export function readOpenRequest(text: string, workingDirectory: string): OpenRequest {
  if (text.startsWith(`${viewerLinkScheme}:`)) {
    const target = readViewerLink(text);
    if (target === null) throw new OptionsError('This link was refused: it names no dataset or sequence. Links look like avala-viewer://OWNER/SLUG/SEQUENCE_UID?frame=N.');
    return { kind: 'place', target };
  }
  if (extname(text).toLowerCase() === archiveSuffix && !text.includes('\0')) return { kind: 'file', path: resolve(workingDirectory, text) };
  throw new OptionsError(`Avala Viewer opens avala-viewer links and ${archiveSuffix} files; what it was given is neither.`);
}
