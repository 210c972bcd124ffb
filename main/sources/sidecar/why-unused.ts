import { matchCamera } from './match-camera.ts';
import { frameFinder, type NamedFrame } from './match-frames.ts';
import type { SidecarContent } from './sidecar.ts';

/** What is known of a sequence's views when files are added to it. */
export interface SequenceViews {
  /** Those that may be cameras. */
  readonly cameraKeys: readonly string[];
  /** The frames of each point cloud; null while some views are not resolved, so that there may be others. */
  readonly sweeps: readonly (readonly NamedFrame[])[] | null;
}

/** Tells why nothing in a file can be used for a sequence, as a sentence; null when something can, or that is not known yet. */
export type WhyUnused = (content: SidecarContent) => string | null;

/** Of a name that is told to a person. */
const maxNameLength = 60;

/** `all`: what is added together, since labels are named in one way (see `frameFinder`). */
export function whyUnusedIn({ cameraKeys, sweeps }: SequenceViews, all: readonly SidecarContent[]): WhyUnused {
  const everyLabel = all.flatMap(({ labels }) => labels);
  const finders = sweeps?.map((frames) => frameFinder(everyLabel, frames)) ?? null;
  return ({ cameras, labels }) => {
    if (cameras.some((camera) => matchCamera(camera, cameraKeys) !== null)) return null;
    const [first] = labels;
    if (first === undefined) {
      const names = cameras.slice(0, 6).map(({ names: [name = ''] }) => name.slice(0, maxNameLength));
      return `It is of ${names.join(', ')}; the cameras of this sequence are ${cameraKeys.join(', ') || 'none'}. Name the file after its camera.`;
    }
    if (finders === null || finders.some((find) => labels.some((label) => find(label) !== null))) return null;
    if (finders.length === 0) return 'This sequence has no point cloud that cuboids could be drawn in.';
    return `No frame of this sequence is called ${first.frame.slice(0, maxNameLength)}. Name the file after the frame’s own file.`;
  };
}
