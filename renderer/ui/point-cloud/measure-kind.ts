import type { MeasureKind } from '../../panels/point-cloud/tools/measure.ts';
import type { SceneTool } from '../../viewing/scene-tool.ts';

/** What a tool measures; null for one that does not. */
export function measureKindOf(tool: SceneTool): MeasureKind | null {
  return tool === 'distance' || tool === 'height' || tool === 'angle' ? tool : null;
}
