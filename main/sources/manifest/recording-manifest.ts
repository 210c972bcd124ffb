import { z } from 'zod';
import { cameraCalibrationSchema, evidenceSchema, mediaKindSchema, poseSchema } from '../../../preload/contract/model.ts';
import { cuboidSchema } from '../../../preload/contract/point-cloud-settings.ts';

const manifestFrameSchema = z.object({
  /** Names the medium within its recording: what that is, the manifest's keeper says. Null where there is none. */
  media: z.string().nullable(),
  /** The name of its file, or its address without parameters: what labels that are added later may call it. */
  name: z.string().nullable(),
  uid: z.string().nullable(),
  key: z.string().nullable(),
  timestampMs: z.number().nullable(),
  calibration: cameraCalibrationSchema.nullable(),
  worldFromDevice: poseSchema.nullable(),
  cuboids: z.array(cuboidSchema).nullable(),
});

/**
 * All that is needed to open a recording without the service: its sequence, and every view with all of its frames. Kept
 * sequences, exported files and folders on this computer are opened through it. Written as JSON; parsed whenever it is read.
 */
export const recordingManifestSchema = z.object({
  version: z.literal(1),
  sequence: z.object({ uid: z.string(), key: z.string(), status: z.string().nullable() }),
  views: z.array(
    z.object({
      key: z.string(),
      kind: mediaKindSchema,
      /** In order, also those of which nothing is kept, so that numbers and times are those of the recording. */
      frames: z.array(manifestFrameSchema),
      evidence: z.array(evidenceSchema),
    }),
  ),
  /** Views that could not be had, with the reason. */
  missingViews: z.array(z.object({ key: z.string(), reason: z.string() })),
  /** Views that the sequence has and that nobody asked to have here. Older manifests say nothing of them. */
  unkeptViews: z.array(z.string()).default([]),
});

export type RecordingManifest = z.infer<typeof recordingManifestSchema>;
export type ManifestFrame = z.infer<typeof manifestFrameSchema>;
export type ManifestView = RecordingManifest['views'][number];
