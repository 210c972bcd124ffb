import { z } from 'zod';

/** The colour maps that a scalar can be drawn in, by their usual names. */
export const colormapNames = ['turbo', 'viridis', 'cividis', 'inferno', 'magma', 'plasma', 'warm', 'cool', 'greys', 'spectral'] as const;

/**
 * How points are coloured. `neutral`, `intensity`, `rainbow`, `label`, `panoptic` and `image` are Avala's own modes, with
 * its colours (avala-api §8); the others go through the chosen colour map, `rgb` through the file's own colours.
 */
export const colorModes = ['neutral', 'intensity', 'rainbow', 'label', 'panoptic', 'image', 'height', 'range', 'field', 'rgb'] as const;

/** How many earlier sweeps are drawn with the present one: none, so many, or those of the last metres driven. */
const accumulationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('sweeps'), count: z.int().min(2).max(200) }),
  z.object({ kind: z.literal('metres'), metres: z.number().min(1).max(1_000) }),
]);

/** How every point cloud is drawn, until the person says otherwise. */
export const pointCloudSettingsSchema = z.object({
  colorMode: z.enum(colorModes),
  /** sRGB, `#rrggbb`. */
  neutralColor: z.string().regex(/^#[0-9a-f]{6}$/),
  /** What `field` colours by; null: the first field there is. */
  fieldName: z.string().max(200).nullable(),
  colormap: z.enum(colormapNames),
  isColormapReversed: z.boolean(),
  /** Across; pixels of CSS, or metres in the scene. */
  pointSize: z.object({ value: z.number().min(0.005).max(20), unit: z.enum(['px', 'm']) }),
  pointShape: z.enum(['round', 'square']),
  /** Of eye-dome lighting; 0 is off. */
  edlStrength: z.number().min(0).max(1),
  /** The most points that are drawn at once, all sweeps together. */
  maxPoints: z.int().min(100_000).max(50_000_000),
  accumulation: accumulationSchema,
  isColoredByAge: z.boolean(),
  showGrid: z.boolean(),
  showAxes: z.boolean(),
  showRangeRings: z.boolean(),
  showFrusta: z.boolean(),
  /** Of the cameras in the 3D view; 1 is as large as suits the scene. */
  frustumScale: z.number().min(0.2).max(5),
  showCuboids: z.boolean(),
  /** The point cloud drawn over the cameras' pictures. */
  overlay: z.object({ isOn: z.boolean(), pointSizePx: z.number().min(1).max(10), opacity: z.number().min(0.05).max(1), hidesOccluded: z.boolean() }),
});
export type PointCloudSettings = z.infer<typeof pointCloudSettingsSchema>;
export type ColorMode = PointCloudSettings['colorMode'];
export type ColormapName = PointCloudSettings['colormap'];

/**
 * How the service's poses are to be read where it does not say (avala-api §7). With D a frame's `worldFromDevice` (the
 * identity without one) and S the sensor's place on the device (a PCD's VIEWPOINT, else the identity), a point of a sweep
 * and the cuboids around it lie in the world by `worldFromPoints`:
 *
 * | `pointsIn` | worldFromPoints |
 * |---|---|
 * | `world` | the identity |
 * | `device` | D |
 * | `sensor` | D ∘ S |
 *
 * `heading` is of every rotation that the service sends, D's too: `world-to-sensor` means that it is to be inverted, while
 * the position stays. `cameraAxes` is of cameras alone. Neither is asked of a `sidecarPose`. Without any pose D is the
 * identity, and the world is the device's frame (see `Pose`).
 */
export const conventionsSchema = z.object({
  pointsIn: z.enum(['world', 'device', 'sensor']),
  heading: z.enum(['sensor-to-world', 'world-to-sensor']),
  cameraAxes: z.enum(['opencv', 'opengl', 'ros']),
});
export type Conventions = z.infer<typeof conventionsSchema>;

/** What is assumed until the person sees from the share of points that it is wrong. */
export const usualConventions: Conventions = { pointsIn: 'world', heading: 'sensor-to-world', cameraAxes: 'opencv' };

/** A box around an object. Metres and radians, Z up (avala-api §7), in the frame that the points are in. */
export const cuboidSchema = z.object({
  /** The object's id over the frames of a sequence; null when it has none. */
  objectId: z.string().nullable(),
  /** Its class. */
  label: z.string(),
  center: z.tuple([z.number(), z.number(), z.number()]),
  /** Length along x, width along y, height along z, before it is turned. */
  dimensions: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
  /** [yaw, pitch, roll]: about z, then the turned y, then the turned x, which is Rz(yaw) · Ry(pitch) · Rx(roll). */
  rotation: z.tuple([z.number(), z.number(), z.number()]),
});
export type Cuboid = z.infer<typeof cuboidSchema>;

/** What a first start has. */
export const usualPointCloudSettings: PointCloudSettings = {
  colorMode: 'height',
  neutralColor: '#ffffff',
  fieldName: null,
  colormap: 'turbo',
  isColormapReversed: false,
  pointSize: { value: 2, unit: 'px' },
  pointShape: 'round',
  edlStrength: 0,
  maxPoints: 5_000_000,
  accumulation: { kind: 'off' },
  isColoredByAge: false,
  showGrid: true,
  showAxes: true,
  showRangeRings: false,
  showFrusta: true,
  frustumScale: 1,
  showCuboids: true,
  overlay: { isOn: false, pointSizePx: 2, opacity: 0.8, hidesOccluded: true },
};
