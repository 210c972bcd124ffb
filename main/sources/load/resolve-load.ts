import type { Evidence, MediaKind } from '../../../preload/contract/model.ts';
import { Failure } from '../../failure.ts';
import { describeAddress } from './describe-address.ts';
import type { FrameAddress, LoadContext, StepResult } from './frame-address.ts';
import { tryJsonManifest } from './json-manifest.ts';
import { tryMediaFile } from './media-file.ts';
import type { NamePatternSearch } from './name-pattern.ts';
import { OpenedAddress } from './opened-address.ts';
import { tryOwnPattern } from './own-pattern.ts';
import { tryPlaceholder } from './placeholder.ts';
import { tryWellKnownManifest } from './well-known-manifest.ts';

/** What a view's `load` came to. */
export type LoadOutcome =
  | { state: 'resolved'; frames: FrameAddress[]; /** Null when no byte was looked at. */ kind: MediaKind | null; evidence: Evidence[] }
  | { state: 'failed'; reason: string; evidence: Evidence[]; /** The host refused the address: its signature may have expired. */ isForbidden: boolean };

/** What finding the frames of one view needs beside its address. */
export interface LoadOptions {
  viewKey: string;
  /** The person's own pattern for the dataset. */
  ownPattern: string | undefined;
  /** Shared by the views of one sequence. */
  namePatterns: NamePatternSearch;
}

/** The host is down or must not be asked: trying more of its addresses would only keep the person waiting. */
const finalKinds = new Set(['unreachable', 'timed-out', 'unfetchable']);

/**
 * Finds a view's frames at its `load`, in the order of avala-api §5, up to the first form that yields frames; what each
 * form came to is kept. One difference: a pattern that the person set for the dataset goes first, not last, because it
 * is only ever set where the automatic way found nothing or the wrong thing; when it leads nowhere (it may be meant for
 * the cameras alone), the other forms follow. Rejects only when `signal` is aborted or on a defect.
 */
export async function resolveLoad(context: LoadContext, options: LoadOptions): Promise<LoadOutcome> {
  const evidence: Evidence[] = [];
  let opened: OpenedAddress | null = null;
  /** Forms 2 to 4 are three readings of one response. */
  const reading = (read: (opened: OpenedAddress) => StepResult | Promise<StepResult>) => async (): Promise<StepResult> => {
    opened ??= await OpenedAddress.open(context.load, context);
    if (!opened.isOk) {
      await opened.close();
      return { outcome: 'failed', detail: `${describeAddress(context.load)} answered ${opened.status}.` };
    }
    return read(opened);
  };
  const hasOwnPattern = options.ownPattern !== undefined && options.ownPattern.trim() !== '';
  const ownPattern = { step: 'Your own pattern', run: () => tryOwnPattern(options.ownPattern, context) };
  const steps = [
    ...(hasOwnPattern ? [ownPattern] : []),
    { step: 'Placeholder', run: () => tryPlaceholder(context) },
    { step: 'Media file', run: reading((response) => tryMediaFile(response, context.load)) },
    { step: 'JSON list', run: reading((response) => tryJsonManifest(response, context)) },
    { step: 'Directory listing', run: reading((response) => lastReading(response, context)) },
    { step: 'Well-known manifest', run: () => tryWellKnownManifest(context) },
    { step: 'Name pattern', run: () => options.namePatterns.try(options.viewKey, context) },
    ...(hasOwnPattern ? [] : [ownPattern]),
  ];
  try {
    for (const { step, run } of steps) {
      const result = await runStep(run, context.signal);
      evidence.push({ step, outcome: result.outcome, detail: result.detail });
      if (result.outcome === 'used') return { state: 'resolved', frames: result.frames, kind: result.kind, evidence };
      if (result.isFinal === true) return { state: 'failed', reason: result.detail, evidence, isForbidden: false };
    }
    const reason =
      'No frames were found at this view’s address, in any of the forms that are known. ' +
      'What was tried is listed below; if you know how the files are named, set a pattern for this dataset.';
    return { state: 'failed', reason, evidence, isForbidden: isRefusal(opened) };
  } finally {
    await closeIfOpen(opened);
  }
}

/**
 * Closes the response as well: the forms that follow ask its host for more. The parsers of HTML and XML are a quarter of
 * the privileged side's code, and few starts meet a listing.
 */
async function lastReading(opened: OpenedAddress, context: LoadContext): Promise<StepResult> {
  try {
    const { tryListing } = await import('./listing.ts');
    return await tryListing(opened, context);
  } finally {
    await opened.close();
  }
}

async function runStep(run: () => Promise<StepResult>, signal: AbortSignal): Promise<StepResult> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure)) throw error;
    return { outcome: 'failed', detail: error.message, isFinal: finalKinds.has(error.kind) };
  }
}

// Functions, because the compiler cannot see that a step's closure assigned the variable.
function isRefusal(opened: OpenedAddress | null): boolean {
  return opened !== null && (opened.status === 401 || opened.status === 403 || opened.status === 410);
}

async function closeIfOpen(opened: OpenedAddress | null): Promise<void> {
  await opened?.close();
}
