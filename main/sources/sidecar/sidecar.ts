import { z } from 'zod';
import { cameraCalibrationSchema } from '../../../preload/contract/model.ts';
import { cuboidSchema } from '../../../preload/contract/point-cloud-settings.ts';

/** A camera's calibration as a file gives it. */
const sidecarCameraSchema = z.object({
  /** What the camera may be called, by the file itself or by its name, the likeliest first. */
  names: z.array(z.string()).min(1),
  /**
   * `alike`: a view is meant whose name differs in case, punctuation or a word such as "camera". `exact`: the names are the
   * format's own numbers, which say nothing by themselves, so that only the very name counts.
   */
  matching: z.enum(['alike', 'exact']),
  /** The one that is meant where a sequence has a single camera, whatever that is called. */
  isMain: z.boolean(),
  /** Without `worldFromCamera`; without `sidecarPose` where the file says nothing of where the camera is. */
  calibration: cameraCalibrationSchema,
});
export type SidecarCamera = z.infer<typeof sidecarCameraSchema>;

/** The cuboids of one frame, in the frame that its points are in. */
const sidecarLabelsSchema = z.object({
  /** The frame's name or number. */
  frame: z.string(),
  /** `frame` may be a zero-based index even where the frames have numbers of their own. */
  mayBeIndex: z.boolean(),
  cuboids: z.array(cuboidSchema),
});
export type SidecarLabels = z.infer<typeof sidecarLabelsSchema>;

/** What was found in a file. */
export const sidecarContentSchema = z.object({
  /** In words, as in `Calibration of front`. */
  what: z.string(),
  cameras: z.array(sidecarCameraSchema),
  labels: z.array(sidecarLabelsSchema),
});
export type SidecarContent = z.infer<typeof sidecarContentSchema>;

/** A file beside a recording, by the path or name that it was given under. */
export interface SidecarText {
  readonly path: string;
  readonly text: string;
}

/** What a recogniser says of a file of its format. */
export type Recognition = { state: 'recognised'; content: SidecarContent } | { state: 'unusable'; reason: string };

/** Null when a file is of another format; `json` is what it holds, undefined when it is no JSON. */
export type Recogniser = (file: SidecarText, json: unknown) => Recognition | null;

/** For a file whose format is known and whose content is not as that format demands. */
export const unusable = (reason: string): Recognition => ({ state: 'unusable', reason });

/** The name of a file without folders and suffixes: `calib/camera/front.json` → `front`. */
export function stemOf(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  return name.replace(/(?<=.)(?:\.pcd)?\.[A-Za-z][A-Za-z0-9]*$/, '');
}
