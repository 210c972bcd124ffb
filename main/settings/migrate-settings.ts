import { z } from 'zod';

/** Of the settings file as it is written now. 2: `pointCloud` tells of every mode; it knew two, and sizes in pixels only. */
export const settingsVersion = 2;

/** As version 1 kept it; any part may be missing. */
const firstPointCloudSchema = z.object({
  colorBy: z.enum(['height', 'intensity']),
  pointSizePx: z.number(),
  showGrid: z.boolean(),
  showAxes: z.boolean(),
});

const firstFileSchema = z.object({
  version: z.literal(1),
  settings: z.looseObject({ pointCloud: firstPointCloudSchema.partial().loose().optional() }),
});

/** The content of a settings file of any earlier version as the present one has it; what is not one comes back as it is. */
export function migrateSettings(file: unknown): unknown {
  const first = firstFileSchema.safeParse(file);
  if (!first.success) return file;
  const { pointCloud, ...settings } = first.data.settings;
  if (pointCloud === undefined) return { version: settingsVersion, settings };
  const { colorBy, pointSizePx, ...kept } = pointCloud;
  const colorMode = colorBy === undefined ? {} : { colorMode: colorBy };
  const pointSize = pointSizePx === undefined ? {} : { pointSize: { value: pointSizePx, unit: 'px' } };
  return { version: settingsVersion, settings: { ...settings, pointCloud: { ...kept, ...colorMode, ...pointSize } } };
}
