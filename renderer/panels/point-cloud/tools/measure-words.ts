import type { MeasureResult } from './measure.ts';

const metres = (value: number) => `${value.toFixed(Math.abs(value) < 10 ? 3 : 2).replace('-', '−')} m`;

/** A measure in short words, for the picture: `12.34 m`. */
export function shortMeasure(result: MeasureResult): string {
  switch (result.kind) {
    case 'distance':
      return metres(result.totalM);
    case 'height':
      return metres(result.heightM);
    case 'angle':
      return `${result.degrees.toFixed(1)}°`;
  }
}

/** The same with what else is known of it, for a readout. */
export function longMeasure(result: MeasureResult): string {
  switch (result.kind) {
    case 'distance': {
      const last = `last part ${metres(result.segmentsM.at(-1) ?? 0)}: ${metres(result.horizontalM)} along the ground, ${metres(result.verticalM)} up`;
      return result.segmentsM.length === 1 ? `Distance ${metres(result.totalM)}: ${metres(result.horizontalM)} along the ground, ${metres(result.verticalM)} up` : `Distance ${metres(result.totalM)} in ${result.segmentsM.length} parts; ${last}`;
    }
    case 'height':
      return `Height ${metres(result.heightM)}, ${metres(result.horizontalM)} apart on the ground`;
    case 'angle':
      return `Angle ${result.degrees.toFixed(2)}°`;
  }
}
