import { measure } from '../../panels/point-cloud/tools/measure.ts';
import { longMeasure } from '../../panels/point-cloud/tools/measure-words.ts';
import type { SceneTool } from '../../viewing/scene-tool.ts';
import { measureKindOf } from './measure-kind.ts';
import styles from './readout.module.css';

export interface ToolHintProps {
  tool: SceneTool;
  /** Of the measure, as far as they are set; metres in the world. */
  points: readonly (readonly [number, number, number])[];
}

const first: Readonly<Record<Exclude<SceneTool, 'none'>, string>> = {
  pick: 'Click a point to read it',
  distance: 'Click the first point',
  height: 'Click the lower point',
  angle: 'Click a point on the first side',
};

const next: Readonly<Record<'distance' | 'height' | 'angle', readonly string[]>> = {
  distance: ['Click the next point'],
  height: ['Click the upper point'],
  angle: ['Click the corner', 'Click a point on the other side'],
};

/** What the tool comes to so far, or what it waits for. */
export function ToolHint({ tool, points }: ToolHintProps) {
  return (
    <output className={styles['hint']} aria-label="Measure">
      {words(tool, points)}
    </output>
  );
}

function words(tool: SceneTool, points: ToolHintProps['points']): string {
  if (tool === 'none') return '';
  const kind = measureKindOf(tool);
  if (kind === null || points.length === 0) return first[tool];
  const result = measure(kind, points);
  return result === null ? (next[kind][points.length - 1] ?? '') : longMeasure(result);
}
